import { describe, expect, test } from "vitest";
import { consumer, producerConsumer, type SubscriptionRef } from "./definitions.ts";
import { asksOf, collector, counter, hand, virtualSystem } from "./virtual-system.fixture.ts";

/** Hands on each event `times` times, and writes down the batches it was given. */
function repeater(
  batches: number[][],
  times: number,
): ReturnType<typeof producerConsumer<number, number>> {
  return producerConsumer<number, number>(() => ({
    handleEvents: (events) => {
      batches.push(events);
      return events.flatMap((n) => Array.from({ length: times }, () => n));
    },
  }));
}

/** Asks once for `demand`, and never again. */
function asksOnce(demand: number, got: unknown[]): ReturnType<typeof consumer<unknown>> {
  return consumer<unknown>((stage) => ({
    handleSubscribe: (_role, _options, from) => {
      stage.ask(from, demand);
      return "manual";
    },
    handleEvents: (events) => void got.push(...events),
  }));
}

describe("a producer-consumer", () => {
  test("without a consumer handles nothing, and at most maxDemand waits in its queue (P-7)", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    const demands: number[] = [];
    const feed = system.start(counter(demands));
    const middle = system.start(repeater(batches, 1), {
      subscribeTo: [{ to: feed, maxDemand: 10 }],
    });
    await system.idle();
    expect(batches).toEqual([]);
    expect(demands).toEqual([10]);
    expect(system.inspect(middle).bufferedCount).toBe(0);
  });

  test("takes one message whole for a demand of 1; what is too much goes to its buffer (P-3)", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    const got: unknown[] = [];
    const source = hand();
    const feed = system.start(source.definition, { name: "feed" });
    const subscribeTo = [{ to: feed as never, maxDemand: 4, minDemand: 2 }];
    const middle = system.start(repeater(batches, 1), { name: "middle", subscribeTo });
    await system.idle();
    source.emit(1, 2, 3, 4);
    await system.idle();
    expect(batches).toEqual([]);
    system.start(asksOnce(1, got), { name: "end", subscribeTo: [{ to: middle }] });
    await system.idle();
    expect(batches).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(got).toEqual([1]);
    expect(system.inspect(middle).bufferedCount).toBe(3);
    expect(asksOf(system)).toEqual([
      ["middle", 4],
      ["end", 1],
      ["middle", 2],
      ["middle", 2],
    ]);
  });

  test("one that filters goes on pulling until the demand is met (P-4)", async () => {
    const { system } = virtualSystem();
    const got: number[] = [];
    const feed = system.start(counter());
    const everyTenth = producerConsumer<number, number>(() => ({
      handleEvents: (events) => events.filter((n) => n % 10 === 0),
    }));
    const middle = system.start(everyTenth, { subscribeTo: [{ to: feed, maxDemand: 4 }] });
    const end = consumer<number>((stage) => ({
      handleEvents: (events) => {
        got.push(...events);
        if (got.length >= 5) stage.stop();
      },
    }));
    system.start(end, { subscribeTo: [{ to: middle, maxDemand: 2 }] });
    await system.idle();
    expect(got).toEqual([0, 10, 20, 30, 40]);
  });

  test("that expands keeps the surplus in its unlimited buffer, in order (P-7)", async () => {
    const { system } = virtualSystem();
    const got: unknown[] = [];
    const feed = system.start(counter());
    const middle = system.start(repeater([], 3), {
      subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 1 }],
    });
    system.start(asksOnce(4, got), { subscribeTo: [{ to: middle }] });
    await system.idle();
    expect(got).toEqual([0, 0, 0, 1]);
    expect(system.inspect(middle).bufferedCount).toBe(2);
  });

  test("asks upstream only behind its own batches, not when it is asked (P-5)", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const middle = system.start(repeater([], 1), {
      subscribeTo: [{ to: feed as never, maxDemand: 3 }],
    });
    for (let i = 0; i < 3; i++) system.start(asksOnce(5, []), { subscribeTo: [{ to: middle }] });
    await system.idle();
    expect(source.demands).toEqual([3]);
  });

  test("stops asking when what it emits later goes to nobody yet (P-8)", async () => {
    const { system } = virtualSystem();
    const batches: number[][] = [];
    const feed = system.start(counter());
    const later = producerConsumer<number, number>((stage) => ({
      handleEvents: (events) => {
        batches.push(events);
        stage.send(stage.name, events);
        return [];
      },
      handleInfo: (events: number[]) => events,
    }));
    const middle = system.start(later, {
      name: "later",
      subscribeTo: [{ to: feed, maxDemand: 10, minDemand: 8 }],
    });
    const sleeps = consumer<number>((stage) => ({ handleEvents: () => stage.sleep(1e9) }));
    system.start(sleeps, { subscribeTo: [{ to: middle, maxDemand: 10, minDemand: 5 }] });
    await system.advance(1000);
    expect(batches).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
      [8, 9],
    ]);
  });

  test("manual towards its producers and automatic towards its consumers (S-17)", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const got: number[][] = [];
    const feed = system.start(counter(demands));
    const gate = producerConsumer<number, number>((stage) => {
      let upstream: SubscriptionRef | undefined;
      return {
        handleSubscribe: (role, _options, from) => {
          if (role === "consumer") return "automatic";
          upstream = from;
          return "manual";
        },
        handleEvents: (events) => events,
        handleCast: (demand: number) => void (upstream && stage.ask(upstream, demand)),
      };
    });
    const middle = system.start(gate, { subscribeTo: [{ to: feed }] });
    system.start(collector(got), { subscribeTo: [{ to: middle }] });
    await system.idle();
    expect(demands).toEqual([]);
    system.cast(middle, 3);
    await system.idle();
    expect(demands).toEqual([3]);
    expect(got).toEqual([[0, 1, 2]]);
  });
});

describe("an async producer-consumer", () => {
  test("handles its batches one by one, and its asks and events leave behind each (O-2, S-10)", async () => {
    const { system } = virtualSystem();
    const log: string[] = [];
    const source = hand();
    const feed = system.start(source.definition);
    const slow = producerConsumer<unknown, string>((stage) => ({
      handleEvents: async (events) => {
        log.push(`${stage.now()}: begin ${events.join()}`);
        await stage.sleep(10);
        return events.map((event) => `${event}!`);
      },
    }));
    const subscribeTo = [{ to: feed, maxDemand: 4, minDemand: 2 }];
    const middle = system.start(slow, { name: "slow", subscribeTo });
    const end = consumer<string>((stage) => ({
      handleEvents: (events) => void log.push(`${stage.now()}: got ${events.join()}`),
    }));
    system.start(end, { subscribeTo: [{ to: middle, maxDemand: 9, minDemand: 0 }] });
    await system.idle();
    source.emit(1, 2, 3, 4);
    await system.idle();
    expect(log).toEqual(["0: begin 1,2", "10: begin 3,4", "10: got 1!,2!", "20: got 3!,4!"]);
    expect(source.demands).toEqual([4, 2, 2]);
  });

  test("takes the next message only when the last is through, while there is demand", async () => {
    const { system } = virtualSystem();
    const got: unknown[] = [];
    const source = hand();
    const feed = system.start(source.definition);
    const running = { now: 0, most: 0 };
    const slow = producerConsumer<unknown, unknown>((stage) => ({
      handleEvents: async (events) => {
        running.most = Math.max(running.most, ++running.now);
        await stage.sleep(events.length);
        running.now--;
        return events;
      },
    }));
    const middle = system.start(slow, { subscribeTo: [{ to: feed, maxDemand: 6, minDemand: 3 }] });
    await system.idle();
    source.emit(1, 2);
    source.emit(3);
    source.emit(4, 5, 6);
    await system.idle();
    // All three wait in its queue when the first demand comes.
    system.start(asksOnce(5, got), { subscribeTo: [{ to: middle }] });
    await system.idle();
    expect(got).toEqual([1, 2, 3, 4, 5]);
    expect(running.most).toBe(1);
    expect(system.inspect(middle).bufferedCount).toBe(1);
  });

  test("that rejects half-way through a message loses the rest of it, and asks no more (S-14)", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const fails = producerConsumer<unknown, unknown>((stage) => ({
      handleEvents: async (events) => {
        await stage.sleep(1);
        if (events.includes(3)) throw new Error("three");
        return events;
      },
    }));
    const middle = system.start(fails, {
      name: "fails",
      subscribeTo: [{ to: feed, maxDemand: 6, minDemand: 4 }],
    });
    const got: unknown[] = [];
    system.start(collector(got as never), { subscribeTo: [{ to: middle, cancel: "temporary" }] });
    await system.idle();
    source.emit(1, 2, 3, 4, 5, 6);
    await system.idle();
    expect(got.flat()).toEqual([1, 2]);
    expect(source.demands).toEqual([6, 2]);
    expect(String(middle.exitReason)).toBe("Error: three");
    const lost = system.trace.entries.filter(({ type }) => type === "discarded");
    expect(lost).toMatchObject([
      { stage: "fails", count: 2, why: "the stage ended before it handled them" },
    ]);
  });
});

describe("a producer-consumer that loses its producer (P-6)", () => {
  test("handles what it has queued before it hears of it, once there is demand", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const source = hand();
    const feed = system.start(source.definition);
    const middle = producerConsumer<unknown, unknown>(() => ({
      handleEvents: (events) => {
        log.push(["events", ...events]);
        return events;
      },
      handleCancel: ({ reason }) => void log.push(["cancel", reason]),
    }));
    const started = system.start(middle, {
      subscribeTo: [{ to: feed, maxDemand: 6, minDemand: 4 }],
    });
    await system.idle();
    source.emit(1, 2, 3);
    source.emit(4);
    await system.stop(feed);
    await system.idle();
    expect(log).toEqual([]);
    expect(started.isAlive).toBe(true);
    const got: unknown[] = [];
    system.start(asksOnce(9, got), { subscribeTo: [{ to: started }] });
    await system.idle();
    // The subscription is gone: what came on it is not cut, and nothing is asked.
    expect(log).toEqual([
      ["events", 1, 2, 3],
      ["events", 4],
      ["cancel", "normal"],
    ]);
    expect(got).toEqual([1, 2, 3, 4]);
    expect(started.exitReason).toBe("normal");
  });

  test("with nothing queued it hears of it at once", async () => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition);
    const middle = system.start(repeater([], 1), {
      subscribeTo: [{ to: feed as never, cancel: "transient" }],
    });
    await system.stop(feed, new Error("boom"));
    await system.idle();
    expect(middle.exitReason).toEqual(new Error("boom"));
  });
});

describe("info messages of a producer-consumer (R-19)", () => {
  test("wait behind the events in its queue, then behind those in its buffer", async () => {
    const { system } = virtualSystem();
    const log: unknown[] = [];
    const source = hand();
    const feed = system.start(source.definition);
    const middle = producerConsumer<unknown, unknown>(() => ({
      handleEvents: (events) => {
        log.push(["events", ...events]);
        return events;
      },
      handleInfo: (message) => void log.push(message),
    }));
    const started = system.start(middle, {
      subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 0 }],
    });
    await system.idle();
    source.emit(1, 2);
    await system.idle();
    await system.syncInfo(started, "behind 2");
    await system.idle();
    expect(log).toEqual([]);
    const got: unknown[] = [];
    system.start(asksOnce(9, got), { subscribeTo: [{ to: started }] });
    await system.idle();
    expect(log).toEqual([["events", 1, 2], "behind 2"]);
    await system.syncInfo(started, "at once");
    await system.idle();
    expect(log.at(-1)).toBe("at once");
  });

  test("complete() ends it behind its queue and its buffer", async () => {
    const { system } = virtualSystem();
    const got: unknown[] = [];
    const source = hand();
    const feed = system.start(source.definition);
    const middle = producerConsumer<unknown, unknown>((stage) => ({
      handleEvents: (events) => events,
      handleCast: () => stage.complete(),
    }));
    const started = system.start(middle, {
      subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 0 }],
    });
    await system.idle();
    source.emit(1, 2, 3);
    await system.idle();
    system.cast(started, "finish");
    await system.idle();
    expect(started.isAlive).toBe(true);
    system.start(collector(got as never), {
      subscribeTo: [{ to: started, maxDemand: 2, minDemand: 0 }],
    });
    await system.idle();
    expect(got.flat()).toEqual([1, 2, 3]);
    expect(started.exitReason).toBe("normal");
  });
});
