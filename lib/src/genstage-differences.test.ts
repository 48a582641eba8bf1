import { describe, expect, test } from "vitest";
import {
  consumer,
  producerConsumer,
  type ProducerRef,
  type StageRef,
  type SubscriptionRef,
} from "./definitions.ts";
import { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
import { demandDispatcher } from "./dispatchers/demand-dispatcher.ts";
import { partitionDispatcher } from "./dispatchers/partition-dispatcher.ts";
import type { System } from "./system.ts";
import { collector, counter, hand, virtualSystem } from "./virtual-system.fixture.ts";

/* One test at least for each row of the table in PROTOCOL.md, "Where headgate differs from GenStage". */

/** Starts a consumer that asks only when it is cast a number, and answers what it gets. */
function asking(
  system: System,
  to: ProducerRef<unknown>,
  options: object = {},
): { stage: StageRef; got: unknown[] } {
  const got: unknown[] = [];
  const definition = consumer<unknown>((stage) => {
    let from: SubscriptionRef | undefined;
    return {
      handleSubscribe: (_role, _options, subscription) => {
        from = subscription;
        return "manual";
      },
      handleEvents: (events) => void got.push(...events),
      handleCast: (demand: number) => void (from && stage.ask(from, demand)),
    };
  });
  return { stage: system.start(definition, { subscribeTo: [{ to, ...options }] }), got };
}

describe("D-8: the buffer goes first, in its order", () => {
  async function leftWithThree(): Promise<{
    system: System;
    feed: ProducerRef<unknown>;
    emit: (...events: unknown[]) => void;
    demands: number[];
  }> {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const dies = asking(system, feed);
    system.cast(dies.stage, 10);
    await system.idle();
    await system.stop(dies.stage);
    await system.idle();
    source.emit("a", "b", "c");
    return { system, feed, emit: source.emit, demands: source.demands };
  }

  test("a new consumer is sent what is buffered, although its ask is charged to what is owed", async () => {
    const { system, feed, demands } = await leftWithThree();
    const next = asking(system, feed);
    system.cast(next.stage, 5);
    await system.idle();
    expect(next.got).toEqual(["a", "b", "c"]);
    await expect(system.estimateBufferedCount(feed)).resolves.toBe(0);
    // Seven are still owed of the first ten: nothing is asked for twice.
    expect(demands).toEqual([10]);
  });

  test("nothing that is emitted later overtakes it", async () => {
    const { system, feed, emit } = await leftWithThree();
    const next = asking(system, feed);
    system.cast(next.stage, 2);
    await system.idle();
    emit("d", "e");
    await system.idle();
    expect(next.got).toEqual(["a", "b"]);
    system.cast(next.stage, 9);
    await system.idle();
    expect(next.got).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("what went out of the buffer for demand that was charged is owed on", async () => {
    const { system, feed, emit, demands } = await leftWithThree();
    const next = asking(system, feed);
    // Of ten that were told, three were in the buffer: seven more will come before any is asked for.
    for (const demand of [5, 5, 1]) system.cast(next.stage, demand);
    await system.idle();
    expect(demands).toEqual([10, 1]);
    emit(4, 5, 6, 7, 8, 9, 10, 11);
    await system.idle();
    expect(next.got).toEqual(["a", "b", "c", 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test("what was owed is emitted once: ten asked, ten told", async () => {
    const { system, feed, emit, demands } = await leftWithThree();
    const next = asking(system, feed);
    system.cast(next.stage, 10);
    await system.idle();
    emit(4, 5, 6, 7, 8, 9, 10);
    await system.idle();
    expect(next.got).toHaveLength(10);
    system.cast(next.stage, 1);
    await system.idle();
    expect(demands.reduce((sum, n) => sum + n, 0)).toBe(11);
  });
});

describe("B-8: no system at rest holds both demand and events that could meet", () => {
  test("events buffered while nobody was there go out as soon as somebody asks", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition, { dispatcher: broadcastDispatcher() });
    const dies = asking(system, feed);
    system.cast(dies.stage, 10);
    await system.idle();
    await system.stop(dies.stage);
    await system.idle();
    source.emit(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    const next = asking(system, feed);
    system.cast(next.stage, 5);
    await system.idle();
    expect(next.got).toEqual([1, 2, 3, 4, 5]);
    source.emit(11, 12);
    system.cast(next.stage, 7);
    await system.idle();
    expect(next.got).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test("a late joiner's ask lets the others have what it blocked", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition, { dispatcher: broadcastDispatcher() });
    const first = asking(system, feed);
    system.cast(first.stage, 3);
    await system.idle();
    const late = asking(system, feed);
    await system.idle();
    source.emit("x", "y", "z");
    await system.idle();
    expect(first.got).toEqual([]);
    system.cast(late.stage, 2);
    await system.idle();
    expect([first.got, late.got]).toEqual([
      ["x", "y"],
      ["x", "y"],
    ]);
  });
});

describe("PT-10: demand that discarded events met is asked for again", () => {
  test("a producer that emits exactly what it is asked reaches its consumer for ever", async () => {
    const { system } = virtualSystem();
    const evens = partitionDispatcher<number>({
      partitions: 1,
      hash: (n) => (n % 2 === 1 ? "none" : [n, 0]),
    });
    const feed = system.start(counter(), { dispatcher: evens });
    const got: number[] = [];
    const end = consumer<number>((stage) => ({
      handleEvents: (events) => {
        got.push(...events);
        if (got.length >= 50) stage.stop();
      },
    }));
    system.start(end, { subscribeTo: [{ to: feed, maxDemand: 10, minDemand: 0, partition: 0 }] });
    await system.idle();
    expect(got.slice(0, 50)).toEqual(Array.from({ length: 50 }, (_, i) => 2 * i));
  });
});

describe("PT-7: a consumer's wrong partition is its own affair", () => {
  test.each([
    [{}, /^Expected `partition` in the subscription to be one of 0, 1, got no `partition`$/],
    [{ partition: 7 }, /got the unknown partition `7`$/],
    [{ partition: 0 }, /but `0` has a consumer$/],
  ])(
    "%j cancels that subscription, the producer and its consumers go on",
    async (options, message) => {
      const { system } = virtualSystem();
      const source = hand();
      const feed = system.start(source.definition, {
        dispatcher: partitionDispatcher({ partitions: 2, hash: (n) => [n, 0] }),
      });
      const good = asking(system, feed, { partition: 0 });
      const wrong = asking(system, feed, options);
      system.cast(good.stage, 1);
      await system.idle();
      expect((wrong.stage.exitReason as Error).message).toMatch(message);
      source.emit("x");
      await system.idle();
      expect(good.got).toEqual(["x"]);
      expect([feed.isAlive, good.stage.isAlive]).toEqual([true, true]);
    },
  );
});

describe("S-27: a broadcast producer takes a consumer once", () => {
  test("the third subscription is refused as the second is; each event comes once", async () => {
    const { system } = virtualSystem();
    const got: unknown[][] = [];
    const source = hand();
    const feed = system.start(source.definition, { dispatcher: broadcastDispatcher() });
    const stage = system.start(collector(got), {
      subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0 }],
    });
    for (let i = 0; i < 2; i++)
      await system.syncSubscribe(stage, { to: feed, maxDemand: 2, minDemand: 0 });
    await system.idle();
    source.emit("x", "y");
    await system.idle();
    expect(got).toEqual([["x", "y"]]);
    expect(stage.isAlive).toBe(true);
    expect(system.inspect(stage).producers).toHaveLength(1);
  });
});

describe("I-9, I-5, R-9", () => {
  test("I-9: a wrong subscription option fails the start", () => {
    const { system } = virtualSystem();
    const feed = system.start(counter());
    expect(() =>
      system.start(collector([]), { subscribeTo: [{ to: feed, maxDemand: 0 }] }),
    ).toThrow(RangeError);
  });

  test("I-5: bufferSize 0 drops what nobody asked for", async () => {
    const { system, sentences } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition, { name: "feed", bufferSize: 0 });
    source.emit(1, 2);
    await expect(system.estimateBufferedCount(feed)).resolves.toBe(0);
    expect(sentences).toEqual(['Stage "feed" discarded 2 events: the buffer is full']);
  });

  test("R-9: a producer-consumer's demand mode is forward, and asking does not end it", async () => {
    const { system, sentences } = virtualSystem();
    const middle = system.start(
      producerConsumer<number, number>(() => ({ handleEvents: (e) => e })),
      { name: "m" },
    );
    await expect(system.demand(middle)).resolves.toBe("forward");
    system.demand(middle, "forward");
    system.demand(middle, "accumulate");
    await system.idle();
    expect(middle.isAlive).toBe(true);
    expect(sentences).toEqual(['Stage "m" is a producer-consumer and has no demand mode to set']);
  });
});

describe("P-7: a producer-consumer does not work for ever for those who have left", () => {
  test.each([0, 5])("nor drops events without end, with a buffer of %i", async (bufferSize) => {
    const { system } = virtualSystem();
    let handled = 0;
    const feed = system.start(counter());
    const counts = producerConsumer<number, number>(() => ({
      handleEvents: (events) => {
        handled += events.length;
        return events;
      },
    }));
    const subscribeTo = [{ to: feed, maxDemand: 10 }];
    const middle = system.start(counts, { bufferSize, subscribeTo });
    const first = consumer<number>((stage) => ({ handleEvents: () => stage.stop() }));
    system.start(first, { subscribeTo: [{ to: middle, maxDemand: 100 }] });
    await system.idle();
    expect(handled).toBeLessThanOrEqual(1200);
  });

  test.each([
    ["demand", demandDispatcher<number>()],
    ["broadcast", broadcastDispatcher<number>()],
  ])(
    "%s: an endless pipeline comes to rest when its last consumer stops",
    async (_name, dispatcher) => {
      const { system } = virtualSystem();
      const seen: number[] = [];
      const feed = system.start(counter());
      const double = producerConsumer<number, number>(() => ({
        handleEvents: (events) => events.map((n) => n * 2),
      }));
      const doubled = system.start(double, {
        dispatcher,
        subscribeTo: [{ to: feed, maxDemand: 10, minDemand: 5 }],
      });
      const firstTen = (): ReturnType<typeof consumer<number>> =>
        consumer((stage) => ({
          handleEvents: (events) => {
            seen.push(...events);
            if (seen.length % 10 === 0) stage.stop();
          },
        }));
      for (const expected of [10, 20]) {
        system.start(firstTen(), { subscribeTo: [{ to: doubled, maxDemand: 10 }] });
        await system.idle();
        expect(seen).toHaveLength(expected);
      }
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      await expect(system.estimateBufferedCount(doubled)).resolves.toBeLessThanOrEqual(1100);
    },
  );
});
