import { describe, expect, test } from "vitest";
import { Bench } from "./dispatcher.fixture.ts";
import {
  partitionDispatcher,
  type PartitionDispatcherOptions,
  stableHash,
} from "./partition-dispatcher.ts";

type Options = PartitionDispatcherOptions<never>;

const byLetter: Options = {
  partitions: ["a", "b"],
  hash: (event: string) => [event, event[0]] as never,
};

function parted(options: object, demands: Record<string, number>): Bench {
  const bench = new Bench(partitionDispatcher(options as Options));
  for (const [partition, demand] of Object.entries(demands)) {
    const isNumber = /^\d+$/.test(partition);
    bench.subscribe(partition, { partition: isNumber ? Number(partition) : partition });
    bench.ask(partition, demand);
  }
  return bench;
}

describe("partitionDispatcher, recorded traces", () => {
  test("events of a partition without a consumer are queued, and block the others in the end (PT-5, PT-6)", () => {
    const bench = parted(byLetter, { a: 6 });
    expect(bench.emit("b1", "b2", "b3", "a1")).toEqual([]);
    expect(bench.effects()).toEqual([["a", "a1"]]);
    expect(bench.emit("b4", "b5", "b6", "a2")).toEqual(["b6", "a2"]);
    expect(bench.effects()).toEqual([]);
    bench.subscribe("b", { partition: "b" });
    expect(bench.ask("b", 2)).toBe(2);
    expect(bench.effects()).toEqual([["b", "b1", "b2"]]);
    expect(bench.emit("b6", "a2")).toEqual([]);
    expect(bench.effects()).toEqual([["a", "a2"]]);
  });

  test("one partition: 3 asked, 1 emitted, 3 asked: of 7 there go 5 (PT-11)", () => {
    const bench = parted({ partitions: 1, hash: (n: number) => [n, 0] }, { 0: 3 });
    bench.emit(1);
    expect(bench.dispatcher.room?.()).toBe(2);
    expect(bench.ask("0", 3)).toBe(3);
    expect(bench.dispatcher.room?.()).toBe(5);
    expect(bench.emit(2, 3, 4, 5, 6, 7, 8)).toEqual([7, 8]);
    expect(bench.effects()).toEqual([
      ["0", 1],
      ["0", 2, 3, 4, 5, 6],
    ]);
  });

  test("two at 5: of ten events for one, 5 are sent and 5 queued until it asks again (PT-3, PT-4, PT-11)", () => {
    const bench = parted({ partitions: 2, hash: (n: number) => [n, 0] }, { 0: 5, 1: 5 });
    expect(bench.emit(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).toEqual([]);
    expect(bench.effects()).toEqual([["0", 1, 2, 3, 4, 5]]);
    expect(bench.dispatcher.room?.()).toBe(0);
    expect(bench.ask("0", 5)).toBe(5);
    expect(bench.effects()).toEqual([["0", 6, 7, 8, 9, 10]]);
    expect(bench.dispatcher.room?.()).toBe(5);
  });

  test('a hash of "none" discards, and takes no place from the others (PT-11)', () => {
    const hash = (n: number): unknown => (n % 3 === 0 ? "none" : [n, n % 2 === 0 ? "even" : "odd"]);
    const bench = parted({ partitions: ["even", "odd"], hash }, { even: 4, odd: 4 });
    expect(bench.emit(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)).toEqual([12]);
    expect(bench.effects()).toEqual([
      ["even", 2, 4, 8, 10],
      ["odd", 1, 5, 7, 11],
      ["discard", 3, 6, 9, "the hash answered none"],
    ]);
  });

  test("60/20/20 at 10/5: after two rounds the backlog is 22, 4 and 4 (PT-12)", () => {
    const bench = parted(
      { partitions: ["A", "B", "C"], hash: (p: string) => [p, p] },
      { A: 10, B: 10, C: 10 },
    );
    const backlog: Record<string, number> = { A: 0, B: 0, C: 0 };
    const emit = (count: number): void => {
      const shares = { A: 0.6, B: 0.2, C: 0.2 };
      const events = Object.entries(shares).flatMap(([p, share]) =>
        Array.from({ length: count * share }, () => p),
      );
      for (const event of events) backlog[event] = (backlog[event] ?? 0) + 1;
      expect(bench.emit(...events)).toEqual([]);
    };
    emit(30);
    let asked = 0;
    for (const name of Object.keys(backlog)) {
      backlog[name] = (backlog[name] ?? 0) - 5;
      asked += bench.ask(name, 5);
    }
    expect(asked).toBe(15);
    emit(asked);
    expect(backlog).toEqual({ A: 22, B: 4, C: 4 });
    // Of A's 22, fifteen were sent less five handled; the others wait in its queue, beyond any buffer.
    const sent = bench
      .effects()
      .filter(([name]) => name === "A")
      .flatMap(([, ...events]) => events);
    expect(sent).toHaveLength(15);
  });
});

describe("partitionDispatcher, subscriptions", () => {
  test.each([
    [{}, "Expected `partition` in the subscription to be one of a, b, got no `partition`"],
    [
      { partition: "c" },
      "Expected `partition` in the subscription to be one of a, b, got the unknown partition `c`",
    ],
    [
      { partition: "a" },
      "Expected `partition` in the subscription to be free, but `a` has a consumer",
    ],
  ])("refuses %j and says why, without throwing (PT-7)", (options, message) => {
    const bench = parted(byLetter, { a: 1 });
    expect(bench.subscribe("x", options)).toEqual({ refused: new RangeError(message) });
  });

  test("a partition whose consumer has left can be taken, its demand is charged to the next (PT-8)", () => {
    const bench = parted(byLetter, { a: 6 });
    expect(bench.cancel("a")).toBe(0);
    expect(bench.subscribe("next", { partition: "a" })).toBe(0);
    expect(bench.ask("next", 4)).toBe(0);
    expect(bench.ask("next", 4)).toBe(2);
  });

  test("with a queue, what was queued is lost, told, and asked for anew (PT-8)", () => {
    const bench = parted(byLetter, { a: 1, b: 5 });
    bench.emit("a1", "a2", "a3", "a4", "a5");
    bench.effects();
    expect(bench.cancel("a")).toBe(4);
    expect(bench.effects()).toEqual([
      ["discard", "a2", "a3", "a4", "a5", "the consumer of their partition left"],
    ]);
    expect(bench.dispatcher.room?.()).toBe(5);
  });
});

describe("partitionDispatcher, hash", () => {
  test("may put another event in the place of one (PT-1)", () => {
    const bench = parted({ partitions: 1, hash: (n: number) => [n * 10, 0] }, { 0: 2 });
    bench.emit(1, 2);
    expect(bench.effects()).toEqual([["0", 10, 20]]);
  });

  test.each([
    [
      ["x", "c"],
      new RangeError("Unknown partition `c` computed by the `hash` of the partition dispatcher"),
    ],
    [
      "a",
      new TypeError(
        'Expected the `hash` of the partition dispatcher to return [event, partition] or "none", got `a`',
      ),
    ],
    [
      ["x"],
      new TypeError(
        'Expected the `hash` of the partition dispatcher to return [event, partition] or "none", got `array of 1`',
      ),
    ],
  ])("that answers %j throws (PT-9)", (answer, error) => {
    const bench = parted({ partitions: ["a"], hash: () => answer }, { a: 1 });
    expect(() => bench.emit("x")).toThrow(error);
  });

  test("by default spreads whole events, the same every time (PT-1)", () => {
    const bench = parted({ partitions: 4 }, { 0: 50, 1: 50, 2: 50, 3: 50 });
    bench.emit(...Array.from({ length: 100 }, (_, id) => ({ id })));
    const sizes = bench.effects().map(([name, ...events]) => [name, events.length]);
    expect(sizes).toEqual([
      ["0", expect.any(Number)],
      ["1", expect.any(Number)],
      ["2", expect.any(Number)],
      ["3", expect.any(Number)],
    ]);
    for (const [, size] of sizes) expect(size).toBeGreaterThan(10);
  });

  test.each([
    // The second is what FNV-1a makes of the text "1" anywhere.
    ["", 4291472005],
    [1, 0x340ca71c],
    ["a", 1637994474],
    [{ id: 1, net: "us" }, 3202130944],
    [[1, [2, "x"]], 1170330084],
    [undefined, 2606869827],
  ])("stableHash(%j) never changes", (value, hash) => {
    expect(stableHash(value)).toBe(hash);
  });

  test.each([
    [
      {},
      "Expected `partitions` of the partition dispatcher to be an integer from 1 up or a list of names, got `undefined`",
    ],
    [
      { partitions: 0 },
      "Expected `partitions` of the partition dispatcher to be an integer from 1 up or a list of names, got `0`",
    ],
    [
      { partitions: 1.5 },
      "Expected `partitions` of the partition dispatcher to be an integer from 1 up or a list of names, got `1.5`",
    ],
    [
      { partitions: [] },
      "Expected `partitions` of the partition dispatcher to be an integer from 1 up or a list of names, got `array of 0`",
    ],
    [
      { partitions: ["a"] },
      "Expected `hash` of the partition dispatcher to be given, because its partitions have names",
    ],
    [
      { partitions: 2, hash: 5 },
      "Expected `hash` of the partition dispatcher to be a function, got `5`",
    ],
  ])("options %j throw before any stage starts (PT-1, I-7)", (options, message) => {
    expect(() => partitionDispatcher(options as Options)).toThrow(new TypeError(message));
  });
});

describe("partitionDispatcher, demand", () => {
  test("what the hash discarded is asked for again, as far as it was asked for (PT-10)", () => {
    const hash = (n: number): unknown => (n % 2 === 1 ? "none" : [n, 0]);
    const bench = parted({ partitions: 1, hash }, { 0: 10 });
    expect(bench.emit(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).toEqual([]);
    expect(bench.effects()).toEqual([
      ["0", 2, 4, 6, 8, 10],
      ["discard", 1, 3, 5, 7, 9, "the hash answered none"],
      ["demand", 5],
    ]);
  });

  test("a discarded event that nobody had asked for is not asked for again (PT-10)", () => {
    const hash = (n: number): unknown => (n % 2 === 1 ? "none" : [n, 0]);
    const bench = parted({ partitions: 1, hash }, { 0: 10 });
    // Two of ten asked for were emitted, eight are still owed: they will come anyway.
    bench.emit(1, 2);
    expect(bench.effects().filter(([what]) => what === "demand")).toEqual([["demand", 1]]);
    expect(bench.dispatcher.room?.()).toBe(9);
  });
});

describe("partitionDispatcher, info messages", () => {
  test("pass at once where no partition has a queue, whatever demand it holds (R-19)", () => {
    const bench = parted(byLetter, { a: 5 });
    bench.dispatcher.info("i");
    expect(bench.effects()).toEqual([["info", "i"]]);
  });

  test("wait until every partition that had a queue has passed them (R-19)", () => {
    const hash = (event: string): unknown => [event, event[0]];
    const bench = parted({ partitions: ["a", "b", "c"], hash }, { a: 1, b: 1, c: 9 });
    bench.emit("a1", "a2", "b1", "b2");
    bench.effects();
    bench.dispatcher.info("i");
    bench.emit("a3");
    expect(bench.effects()).toEqual([]);
    bench.ask("a", 3);
    expect(bench.effects()).toEqual([
      ["a", "a2"],
      ["a", "a3"],
    ]);
    bench.ask("b", 2);
    expect(bench.effects()).toEqual([
      ["b", "b2"],
      ["info", "i"],
    ]);
  });

  test("a queue that is dropped lets them go (PT-8)", () => {
    const bench = parted(byLetter, { a: 1, b: 9 });
    bench.emit("a1", "a2");
    bench.effects();
    bench.dispatcher.info("i");
    bench.cancel("a");
    expect(bench.effects()).toEqual([
      ["info", "i"],
      ["discard", "a2", "the consumer of their partition left"],
    ]);
  });
});
