import { describe, expect, test } from "vitest";
import { consumerSupervisor } from "./consumer-supervisor.ts";
import { producer, type ProducerRef } from "./definitions.ts";
import { partitionDispatcher } from "./dispatchers/partition-dispatcher.ts";
import { fromIterable } from "./from-iterable.ts";
import type { StreamOptions } from "./stage-stream.ts";
import type { System } from "./system.ts";
import { asksOf, collector, counter, hand, virtualSystem } from "./virtual-system.fixture.ts";

async function taken<T>(stream: AsyncIterable<T>, count = Infinity): Promise<T[]> {
  const seen: T[] = [];
  for await (const event of stream) {
    seen.push(event);
    if (seen.length >= count) break;
  }
  return seen;
}

/** Emits 1 to `count` and then ends by `reason`. */
function ending(
  system: System,
  count: number,
  reason: unknown,
  name = "feed",
): ProducerRef<number> {
  let next = 1;
  const feed = producer<number>((stage) => ({
    handleDemand: (demand) => {
      const events: number[] = [];
      while (events.length < demand && next <= count) events.push(next++);
      if (next > count) stage.asyncInfo("end");
      return events;
    },
    handleInfo: () => stage.stop(reason),
  }));
  return system.start(feed, { name });
}

describe("stream", () => {
  test("gives every event of a finite producer, then ends (E-5)", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1, 2, 3, 4, 5, 6, 7]));
    await expect(taken(system.stream(feed, { maxDemand: 4, minDemand: 2 }))).resolves.toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  test("of an empty one is empty, and of no producers too", async () => {
    const { system } = virtualSystem();
    await expect(taken(system.stream(system.start(fromIterable([]))))).resolves.toEqual([]);
    await expect(taken(system.stream([]))).resolves.toEqual([]);
  });

  test("asks for a batch's worth only when the loop comes back for more than the batch (E-4)", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const feed = system.start(counter(demands));
    const stream = system.stream(feed, { maxDemand: 4, minDemand: 2 });
    await system.idle();
    expect(demands).toEqual([]);
    expect(system.whereis("stream-1")).toBeUndefined();
    const values: unknown[] = [];
    for (let i = 0; i < 2; i++) values.push((await stream.next()).value);
    await system.idle();
    expect(demands).toEqual([4]);
    values.push((await stream.next()).value);
    await system.idle();
    expect(demands).toEqual([4, 2]);
    expect(values).toEqual([0, 1, 2]);
  });

  test("left early cancels its subscription with normal; what was fetched is lost (E-6)", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const heard: unknown[] = [];
    const feed = system.start(
      counter(demands, { handleCancel: (reason: unknown) => void heard.push(reason) }),
    );
    const stream = system.stream(feed, { maxDemand: 4, minDemand: 2 });
    await expect(taken(stream, 5)).resolves.toEqual([0, 1, 2, 3, 4]);
    await system.idle();
    expect(demands).toEqual([4, 2, 2]);
    expect(heard).toEqual([{ kind: "cancel", reason: "normal" }]);
    expect(feed.isAlive).toBe(true);
    expect(system.inspect(feed).consumers).toEqual([]);
    expect(system.whereis("stream-1")).toBeUndefined();
    await expect(stream.next()).resolves.toEqual({ done: true, value: undefined });
  });

  test("of several producers gives the events of all, and ends with the last", async () => {
    const { system } = virtualSystem();
    const feeds = [[1, 2, 3], [10, 20], []].map((events) => system.start(fromIterable(events)));
    const seen = await taken(system.stream(feeds, { maxDemand: 2 }));
    expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 10, 20]);
    expect(seen.filter((n) => n < 10)).toEqual([1, 2, 3]);
  });

  test("sets its producers to forward once all are subscribed (E-4)", async () => {
    const { system } = virtualSystem();
    const names = ["a", "b"];
    for (const name of names) system.start(fromIterable([name]), { name, demand: "accumulate" });
    await system.idle();
    const seen = await taken(system.stream<string>(names));
    expect(seen.toSorted()).toEqual(["a", "b"]);
  });

  test("waits through virtual time", async () => {
    const { system } = virtualSystem();
    const slow = producer<number>((stage) => ({
      handleDemand: async () => {
        await stage.sleep(1000);
        return [stage.now()];
      },
    }));
    const feed = system.start(slow);
    await expect(taken(system.stream(feed, { maxDemand: 1 }), 3)).resolves.toEqual([
      1000, 2000, 3000,
    ]);
  });

  test("several calls of next() at once are answered in order", async () => {
    const { system } = virtualSystem();
    const stream = system.stream(system.start(fromIterable(["a", "b"])));
    const results = await Promise.all([stream.next(), stream.next(), stream.next(), stream.next()]);
    expect(results.map(({ value }) => value)).toEqual(["a", "b", undefined, undefined]);
    expect(results.map(({ done }) => done)).toEqual([false, false, true, true]);
  });

  test("given up as stalled is at its end, and lets its producer go", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const stream = system.stream(feed);
    await expect(stream.next()).rejects.toMatchObject({ code: "stalled" });
    source.emit("late");
    await system.idle();
    await expect(stream.next()).resolves.toEqual({ done: true, value: undefined });
    expect(system.inspect(feed).consumers).toEqual([]);
  });

  test("return() ends a next() that waits", async () => {
    const { system } = virtualSystem();
    const stream = system.stream(system.start(hand().definition));
    const next = stream.next();
    await expect(stream.return?.("value")).resolves.toEqual({ done: true, value: "value" });
    await expect(next).resolves.toEqual({ done: true, value: undefined });
  });
});

describe("stream, the end of a producer (E-5)", () => {
  const error = { code: "exit", reason: "boom", message: 'Stage "feed" failed: boom' };

  test.each<[StreamOptions, unknown, object | undefined]>([
    [{}, "normal", undefined],
    [{}, "shutdown", undefined],
    [{}, "boom", error],
    [{ cancel: "transient" }, { shutdown: 1 }, undefined],
    [{ cancel: "transient" }, "boom", error],
    [{ cancel: "temporary" }, "normal", undefined],
    [{ cancel: "temporary" }, "boom", undefined],
    [{ cancel: "permanent" }, "boom", error],
  ])("%j, by %j: fails with %j", async (options, reason, failure) => {
    const { system } = virtualSystem();
    const seen: number[] = [];
    const run = async (): Promise<void> => {
      const stream = system.stream(ending(system, 3, reason), { maxDemand: 2, ...options });
      for await (const n of stream) seen.push(n);
    };
    if (failure === undefined) await expect(run()).resolves.toBeUndefined();
    else await expect(run()).rejects.toMatchObject(failure);
    expect(seen).toEqual([1, 2, 3]);
    await system.idle();
    expect(system.whereis("stream-1")).toBeUndefined();
  });

  test("an error that a callback threw is the cause of the loop's", async () => {
    const { system } = virtualSystem();
    const cause = new RangeError("too deep");
    const feed = system.start(
      producer(() => ({
        handleDemand: () => {
          throw cause;
        },
      })),
      { name: "feed" },
    );
    await expect(taken(system.stream(feed))).rejects.toMatchObject({
      message: 'Stage "feed" failed: RangeError: too deep',
      cause,
    });
  });

  test("of one that is unknown or has ended is noproc, temporary it is nothing", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1]));
    await system.stop(feed);
    await expect(taken(system.stream("nobody"))).rejects.toMatchObject({
      code: "exit",
      reason: "noproc",
    });
    await expect(taken(system.stream(feed))).rejects.toMatchObject({
      code: "exit",
      reason: "noproc",
    });
    await expect(taken(system.stream(["nobody"], { cancel: "temporary" }))).resolves.toEqual([]);
  });

  test("a failure is thrown once, then the stream is at its end", async () => {
    const { system } = virtualSystem();
    const stream = system.stream(ending(system, 0, "boom"));
    await expect(stream.next()).rejects.toMatchObject(error);
    await expect(stream.next()).resolves.toEqual({ done: true, value: undefined });
  });
});

describe("stream, signal", () => {
  test("that is aborted ends a waiting loop with its reason, and lets the producer go", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const controller = new AbortController();
    const loop = taken(system.stream(feed, { signal: controller.signal }));
    await system.idle();
    controller.abort("enough");
    await expect(loop).rejects.toBe("enough");
    await system.idle();
    expect(system.inspect(feed).consumers).toEqual([]);
  });

  test("ends a loop that is at work when it comes back, whatever has arrived meanwhile", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition);
    const controller = new AbortController();
    const stream = system.stream<unknown>(feed, { signal: controller.signal, maxDemand: 4 });
    await system.idle();
    source.emit(1, 2);
    await expect(stream.next()).resolves.toMatchObject({ value: 1 });
    source.emit(3);
    controller.abort("enough");
    await system.idle();
    await expect(stream.next()).rejects.toBe("enough");
    await expect(stream.next()).resolves.toMatchObject({ done: true });
  });

  test("that was aborted before ends it at once", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1, 2]));
    await expect(taken(system.stream(feed, { signal: AbortSignal.abort("early") }))).rejects.toBe(
      "early",
    );
  });

  test("is let go when the stream ends", async () => {
    const { system } = virtualSystem();
    const listeners = new Set<unknown>();
    const signal = {
      aborted: false,
      reason: undefined,
      addEventListener: (_type: "abort", listener: () => void) => void listeners.add(listener),
      removeEventListener: (_type: "abort", listener: () => void) =>
        void listeners.delete(listener),
    };
    await taken(system.stream(system.start(fromIterable([1])), { signal }));
    expect(listeners.size).toBe(0);
  });
});

describe("stream, what it asks", () => {
  test("is in the trace: subscribe, then each ask", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1, 2, 3]), { name: "feed" });
    await taken(system.stream(feed, { maxDemand: 2, minDemand: 0 }));
    const told = system.trace.entries.filter(({ type }) => type === "subscribe" || type === "ask");
    const edge = { at: 0, producer: "feed", consumer: "stream-1", subscription: 1 };
    expect(told).toEqual([
      { ...edge, type: "subscribe", maxDemand: 2, minDemand: 0, mode: "manual" },
      { ...edge, type: "ask", demand: 2 },
      { ...edge, type: "ask", demand: 2 },
    ]);
  });

  test("may be said for each subscription, as where a stage subscribes", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1, 2, 3, 4]), {
      dispatcher: partitionDispatcher({
        partitions: ["odd", "even"],
        hash: (n) => [n, n % 2 ? "odd" : "even"],
      }),
    });
    const other = ending(system, 1, "boom");
    const sources = [
      { to: feed, partition: "odd", maxDemand: 1 },
      { to: feed, partition: "even" },
      { to: other, cancel: "temporary" as const },
    ];
    const seen = await taken(system.stream(sources, { maxDemand: 7 }));
    expect(seen.toSorted((a, b) => a - b)).toEqual([1, 1, 2, 3, 4]);
    expect(
      asksOf(system)
        .map(([, demand]) => demand)
        .slice(0, 3),
    ).toEqual([1, 7, 7]);
  });
});

describe("stream, wrong options throw where it is made (E-4)", () => {
  test.each<[object, string]>([
    [
      { maxDemand: 0 },
      "Expected `maxDemand` of the subscription to be an integer from 1 up, got `0`",
    ],
    [
      { cancel: "never" },
      'Expected `cancel` to be one of "permanent", "transient", "temporary", got `never`',
    ],
    [{ demand: "hold" }, 'Expected `demand` to be one of "forward", "accumulate", got `hold`'],
    [{ signal: 5 }, "Expected `signal` to be an AbortSignal, got `5`"],
  ])("%j", (options, message) => {
    const { system } = virtualSystem();
    const feed = system.start(counter());
    expect(() => system.stream(feed, options as StreamOptions)).toThrow(message);
    expect(system.whereis("stream-1")).toBeUndefined();
    expect(asksOf(system)).toEqual([]);
  });

  test.each<[unknown, string]>([
    [5, "Expected `to` of the subscription to be a stage that was started, or its name, got `5`"],
    [
      { to: "feed", minDemand: -1 },
      "Expected `minDemand` of the subscription to be an integer from 0 to 999 (less than `maxDemand`), got `-1`",
    ],
  ])("from %j", (from, message) => {
    const { system } = virtualSystem();
    expect(() => system.stream(from as string)).toThrow(message);
    expect(() => system.stream([from as string])).toThrow(message);
  });
});

describe("stream, wrong sources and options", () => {
  test("of a stage that emits nothing is refused at once", () => {
    const { system } = virtualSystem();
    const end = system.start(collector([]), { name: "end" }) as unknown as ProducerRef<number>;
    const supervisor = system.start(consumerSupervisor(() => {}));
    for (const from of [end, [{ to: end }]]) {
      expect(() => system.stream(from)).toThrow(
        new TypeError('Expected to stream from a stage that emits, got stage "end", a consumer'),
      );
    }
    expect(() => system.stream(supervisor as unknown as ProducerRef<number>)).toThrow(
      'got stage "consumer-supervisor-1", a consumer-supervisor',
    );
  });

  test("refuses an option that it does not know", () => {
    const { system } = virtualSystem();
    expect(() => system.stream("feed", { max: 5 } as object)).toThrow(
      new TypeError(
        "Unknown option `max`: stream() takes `maxDemand`, `minDemand`, `cancel`, `demand`, `signal`",
      ),
    );
  });
});
