import { describe, expect, test } from "vitest";
import { consumer, producer, producerConsumer, type SubscriptionRef } from "./definitions.ts";
import { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
import type { DispatcherFactory } from "./dispatchers/dispatcher.ts";
import { asksOf, collector, counter, hand, virtualSystem } from "./virtual-system.fixture.ts";

describe("automatic demand", () => {
  test("a consumer asks maxDemand at once, in the same turn, then behind each batch (S-1, S-10)", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    const feed = system.start(counter());
    const end = collector<number>(batches, (stage) => ({
      handleEvents: (events) => {
        batches.push(events);
        if (batches.length === 3) stage.stop();
      },
    }));
    system.start(end, { name: "end", subscribeTo: [{ to: feed, maxDemand: 10, minDemand: 5 }] });
    expect(asksOf(system)).toEqual([["end", 10]]);
    await system.idle();
    expect(batches).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9],
      [10, 11, 12, 13, 14],
    ]);
    expect(asksOf(system)).toEqual([
      ["end", 10],
      ["end", 5],
      ["end", 5],
    ]);
  });

  test("with the defaults, batches are of 500 (S-7)", async () => {
    const { system } = virtualSystem();
    const sizes: number[] = [];
    const feed = system.start(counter());
    const end = consumer<number>((stage) => ({
      handleEvents: (events) => {
        sizes.push(events.length);
        if (sizes.length === 4) stage.stop();
      },
    }));
    system.start(end, { subscribeTo: [{ to: feed }] });
    await system.idle();
    expect(sizes).toEqual([500, 500, 500, 500]);
  });

  test("the ask behind a batch goes out after what the batch emitted (S-10)", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const through = producerConsumer<unknown, unknown>(() => ({
      handleEvents: (events) => events,
    }));
    const middle = system.start(through, {
      subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 1 }],
    });
    system.start(collector([]), { subscribeTo: [{ to: middle }] });
    await system.idle();
    const before = system.trace.entries.length;
    source.emit("x");
    await system.idle();
    const types = system.trace.entries.slice(before).map(({ type }) => type);
    expect(types.slice(0, 5)).toEqual(["events", "handle", "handle", "events", "ask"]);
    expect(types.slice(5)).toEqual(["handle", "handle", "demand"]);
  });

  test("events in excess are handled too, and told (S-12)", async () => {
    const { system, sentences } = virtualSystem();
    const batches: unknown[][] = [];
    const feed = system.start(
      producer<number>(() => ({ handleDemand: () => {} })),
      { name: "feed", dispatcher: generous as DispatcherFactory<number> },
    );
    system.start(collector(batches), {
      name: "end",
      subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0 }],
    });
    await system.idle();
    expect(batches).toEqual([[1, 2], [3]]);
    expect(asksOf(system)).toEqual([
      ["end", 2],
      ["end", 2],
    ]);
    expect(sentences).toEqual([
      'Stage "end" received 1 event in excess of its demand from "feed"; they are handled all the same',
    ]);
  });

  test("two subscriptions are accounted each on its own (S-9, S-26)", async () => {
    const { system } = virtualSystem();
    const feedHand = hand();
    const feed = system.start(feedHand.definition);
    const subscribeTo = [
      { to: feed, maxDemand: 4 },
      { to: feed, maxDemand: 4 },
    ];
    const end = system.start(collector([]), { subscribeTo });
    await system.idle();
    expect(feedHand.demands).toEqual([4, 4]);
    expect(system.inspect(end).producers).toHaveLength(2);
    expect(system.inspect(feed).consumers).toHaveLength(2);
  });

  test("a subscription refers to a producer by its name too (O-8)", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    system.start(counter(), { name: "numbers" });
    const end = collector<number>(batches, (stage) => ({
      handleEvents: (events) => {
        batches.push(events);
        stage.stop();
      },
    }));
    system.start(end, { subscribeTo: [{ to: "numbers", maxDemand: 2 }] });
    await system.idle();
    expect(batches).toEqual([[0]]);
  });
});

/** A dispatcher that breaks its contract: it sends three events to whoever asks first. */
const generous: DispatcherFactory = (output) => {
  let isDone = false;
  return {
    subscribe: () => 0,
    cancel: () => 0,
    ask: (from) => {
      if (!isDone) output.send(from, [1, 2, 3]);
      isDone = true;
      return 0;
    },
    dispatch: () => [],
    info: () => {},
  };
};

describe("manual demand (S-16)", () => {
  function manual(
    batches: unknown[][],
    more: object = {},
  ): [ReturnType<typeof consumer>, () => SubscriptionRef] {
    let from: SubscriptionRef | undefined;
    const definition = consumer<unknown>((stage) => ({
      handleSubscribe: (_role, _options, subscription) => {
        from = subscription;
        return "manual";
      },
      handleEvents: (events) => void batches.push(events),
      handleCast: (demand: number) => void (from && stage.ask(from, demand)),
      ...more,
    }));
    return [definition, () => from as SubscriptionRef];
  }

  test("asks nothing by itself, and is given each delivery whole", async () => {
    const { system } = virtualSystem();
    const batches: unknown[][] = [];
    const demands: number[] = [];
    const [definition, from] = manual(batches);
    const feed = system.start(counter(demands));
    const end = system.start(definition, {
      subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 2 }],
    });
    await system.idle();
    expect(demands).toEqual([]);
    system.cast(end, 9);
    await system.idle();
    expect(batches).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8]]);
    system.ask(from(), 1);
    await system.idle();
    expect(batches.at(-1)).toEqual([9]);
    expect(demands).toEqual([9, 1]);
  });

  test("an ask of 0 does nothing, a wrong one throws where it is called", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const [definition, from] = manual([]);
    const feed = system.start(counter(demands));
    system.start(definition, { subscribeTo: [{ to: feed }] });
    system.ask(from(), 0);
    await system.idle();
    expect(demands).toEqual([]);
    expect(() => system.ask(from(), -1)).toThrow(
      "Expected `demand` to be an integer from 0 up, got `-1`",
    );
  });

  test("handleEvents gets an empty list too (S-13), which automatic consumers never do", async () => {
    const { system } = virtualSystem();
    const [batches, others]: unknown[][][] = [[], []];
    const [definition] = manual(batches ?? []);
    const feedHand = hand();
    const feed = system.start(feedHand.definition, { dispatcher: broadcastDispatcher() });
    const to = { to: feed, selector: () => false };
    const end = system.start(definition, { subscribeTo: [to] });
    system.start(collector(others ?? []), { subscribeTo: [to] });
    system.cast(end, 2);
    await system.idle();
    feedHand.emit("x");
    await system.idle();
    expect(batches).toEqual([[]]);
    expect(others).toEqual([]);
  });
});

describe("subscribing to nobody (I-10, S-29)", () => {
  test.each(["permanent", "transient"] as const)(
    "%s: the stage does not start, noproc",
    (cancel) => {
      const { system } = virtualSystem();
      const start = (): unknown =>
        system.start(collector([]), { name: "end", subscribeTo: [{ to: "nobody", cancel }] });
      expect(start).toThrow(
        expect.objectContaining({
          code: "not_started",
          reason: "noproc",
          message: 'Stage "end" did not start: no stage "nobody" to subscribe to',
        }),
      );
      expect(system.whereis("end")).toBeUndefined();
    },
  );

  test("temporary: it starts, and the subscription is skipped", () => {
    const { system } = virtualSystem();
    const end = system.start(collector([]), {
      subscribeTo: [{ to: "nobody", cancel: "temporary" }],
    });
    expect(end.isAlive).toBe(true);
    expect(system.inspect(end).producers).toEqual([]);
  });

  test.each([
    ["permanent", false],
    ["transient", false],
    ["temporary", true],
  ] as const)(
    "syncSubscribe, %s: is answered, then the consumer lives on: %s",
    async (cancel, isAlive) => {
      const { system } = virtualSystem();
      const feed = system.start(counter());
      const end = system.start(collector([]));
      await system.stop(feed);
      const subscription = await system.syncSubscribe(end, { to: feed, cancel });
      expect(subscription.producer).toBe(feed);
      await system.idle();
      expect(end.isAlive).toBe(isAlive);
      if (!isAlive) expect(end.exitReason).toBe("noproc");
    },
  );
});

describe("resubscribing (S-24)", () => {
  test("the new handleSubscribe runs before handleCancel of the old", async () => {
    const { system } = virtualSystem();
    const log: string[] = [];
    const feed = system.start(counter(), { demand: "accumulate" });
    const end = consumer(() => ({
      handleEvents: () => {},
      handleSubscribe: (_role, _options, { id }) => void log.push(`subscribe ${id}`),
      handleCancel: ({ reason }, { id }) => void log.push(`cancel ${id} ${reason}`),
    }));
    const started = system.start(end, { subscribeTo: [{ to: feed, cancel: "temporary" }] });
    const [old] = system.inspect(started).producers;
    const next = await system.syncResubscribe(started, old as SubscriptionRef, "better", {
      to: feed,
    });
    await system.idle();
    expect(log).toEqual(["subscribe 1", "subscribe 2", "cancel 1 better"]);
    expect(system.inspect(feed).consumers).toEqual([next]);
  });

  test("a permanent subscription that is replaced takes its consumer with it (S-25)", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter(), { demand: "accumulate" });
    const end = system.start(collector([]), { subscribeTo: [{ to: feed }] });
    const [old] = system.inspect(end).producers;
    system.asyncResubscribe(end, old as SubscriptionRef, "because", { to: feed });
    await system.idle();
    expect(end.exitReason).toBe("because");
  });

  test("one that is gone already is replaced by nothing but the new", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter(), { demand: "accumulate" });
    const end = system.start(collector([]), { subscribeTo: [{ to: feed, cancel: "temporary" }] });
    const old = system.inspect(end).producers[0] as SubscriptionRef;
    system.cancel(old);
    await system.idle();
    await system.syncResubscribe(end, old, "again", { to: feed });
    await system.idle();
    expect(system.inspect(end).producers).toHaveLength(1);
    expect(end.isAlive).toBe(true);
  });
});

describe("who is nobody's peer", () => {
  test("a consumer that subscribes to itself is told, and nothing else happens (S-28)", async () => {
    const { system, sentences } = virtualSystem();
    const end = system.start(collector([]), { name: "end" });
    await system.syncSubscribe(end, { to: end as never });
    await system.idle();
    expect(end.isAlive).toBe(true);
    expect(sentences).toEqual([
      'Stage "end" is a consumer and was subscribed to: nothing will come from it',
    ]);
  });

  test("a producer-consumer that subscribes to itself is a loop without events (S-28)", async () => {
    const { system } = virtualSystem();
    const loop = system.start(
      producerConsumer<number, number>(() => ({ handleEvents: (events) => events })),
    );
    await system.syncSubscribe(loop, { to: loop });
    await system.idle();
    expect(loop.isAlive).toBe(true);
    expect(system.inspect(loop).consumers).toHaveLength(1);
  });

  test("an ask on a subscription that has ended is answered with unknown_subscription (S-5)", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const feed = system.start(counter(demands), { demand: "accumulate" });
    const end = system.start(collector([]), { subscribeTo: [{ to: feed, cancel: "temporary" }] });
    const from = system.inspect(end).producers[0] as SubscriptionRef;
    system.cancel(from);
    await system.idle();
    system.demand(feed, "forward");
    system.ask(from, 5);
    await system.idle();
    // What was asked before it was cancelled is played back, the 5 are nobody's.
    expect(demands).toEqual([1000]);
  });
});
