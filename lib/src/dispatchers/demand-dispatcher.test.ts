import { describe, expect, test } from "vitest";
import { askAfter } from "../demand.ts";
import { demandDispatcher } from "./demand-dispatcher.ts";
import { Bench } from "./dispatcher.fixture.ts";

function asked(demands: Record<string, number>): Bench {
  const bench = new Bench(demandDispatcher());
  for (const [name, demand] of Object.entries(demands)) {
    bench.subscribe(name);
    bench.ask(name, demand);
  }
  return bench;
}

describe("demandDispatcher, recorded traces (D-7)", () => {
  test("A: three consumers at 4/2 are sent single events like a fair round, with pairs at each ask", () => {
    const bench = asked({ x: 4, y: 4, z: 4 });
    const records = new Map(
      ["x", "y", "z"].map((name) => [name, { demand: 4, maxDemand: 4, minDemand: 2 }]),
    );
    const got: string[] = [];
    for (let event = 1; event <= 12; event++) {
      expect(bench.emit(event)).toEqual([]);
      const name = String(bench.effects()[0]?.[0]);
      const record = records.get(name);
      if (record === undefined) throw new Error(`no ${name}`);
      const ask = askAfter(record, 1);
      if (ask > 0) expect(bench.ask(name, ask)).toBe(ask);
      got.push(`${event}${name}${ask > 0 ? ask : ""}`);
    }
    expect(got.join(" ")).toBe("1x 2y 3z 4x2 5x 6y2 7y 8z2 9z 10x2 11x 12y2");
  });

  test("B: the hungriest is filled first, and what it asks anew makes it the hungriest again (D-3)", () => {
    const bench = asked({ x: 4, y: 10 });
    bench.emit(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    expect(bench.effects()).toEqual([
      ["y", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      ["x", 11, 12],
    ]);
    bench.ask("y", 10);
    bench.emit(13, 14, 15, 16, 17, 18);
    expect(bench.effects()).toEqual([["y", 13, 14, 15, 16, 17, 18]]);
  });

  test("C: what nobody has asked for is left over", () => {
    const bench = asked({ x: 3, y: 2 });
    expect(bench.emit("a", "b", "c", "d", "e")).toEqual([]);
    expect(bench.effects()).toEqual([
      ["x", "a", "b", "c"],
      ["y", "d", "e"],
    ]);
    expect(bench.emit("a", "b", "c")).toEqual(["a", "b", "c"]);
    bench.ask("x", 3);
    bench.ask("y", 3);
    bench.emit("a", "b");
    bench.emit("c", "d");
    expect(bench.effects()).toEqual([
      ["x", "a", "b"],
      ["y", "c", "d"],
    ]);
    expect(bench.emit("e", "f", "g")).toEqual(["g"]);
    expect(bench.effects()).toEqual([
      ["x", "e"],
      ["y", "f"],
    ]);
  });

  test("D: what one who left had asked for is charged to those who ask next (D-4)", () => {
    const bench = asked({ x: 10 });
    expect(bench.cancel("x")).toBe(0);
    bench.subscribe("y");
    expect(bench.ask("y", 5)).toBe(0);
    expect(bench.cancel("y")).toBe(0);
    // 10 are owed to nobody: 5 were never charged and 5 came back. Three of them are left over, then all.
    expect(bench.emit(1, 2, 3)).toEqual([1, 2, 3]);
    bench.subscribe("z");
    expect(bench.ask("z", 9)).toBe(2);
  });

  test("D: left-over events are no longer owed to anybody", () => {
    const bench = asked({ x: 10 });
    bench.cancel("x");
    expect(bench.emit(1, 2, 3)).toHaveLength(3);
    expect(bench.emit(...Array.from({ length: 10 }, (_, n) => n))).toHaveLength(10);
    bench.subscribe("y");
    expect(bench.ask("y", 4)).toBe(4);
  });
});

describe("demandDispatcher", () => {
  test("subscribe() creates no demand, and ask() all of it (D-2)", () => {
    const bench = new Bench(demandDispatcher());
    expect(bench.subscribe("x")).toBe(0);
    expect(bench.ask("x", 7)).toBe(7);
  });

  test("of equals, the one that was there first is sent first (D-1)", () => {
    const bench = asked({ x: 2, y: 2 });
    bench.emit(1, 2, 3);
    expect(bench.effects()).toEqual([
      ["x", 1, 2],
      ["y", 3],
    ]);
  });

  test("two subscriptions of one consumer have demands of their own (S-26)", () => {
    const bench = new Bench(demandDispatcher());
    const consumer = {};
    bench.subscribe("first", {}, consumer);
    bench.subscribe("second", {}, consumer);
    expect(bench.ask("first", 4) + bench.ask("second", 4)).toBe(8);
    bench.emit(1, 2, 3, 4, 5, 6, 7, 8);
    expect(bench.effects()).toEqual([
      ["first", 1, 2, 3, 4],
      ["second", 5, 6, 7, 8],
    ]);
  });

  test("room() is what all have asked for and not been sent", () => {
    const bench = asked({ x: 3, y: 2 });
    expect(bench.dispatcher.room?.()).toBe(5);
    bench.emit(1, 2, 3, 4);
    expect(bench.dispatcher.room?.()).toBe(1);
  });

  test("refund() is charged to the next ask (D-8)", () => {
    const bench = asked({ x: 3 });
    bench.dispatcher.refund?.(2);
    expect(bench.ask("x", 5)).toBe(3);
  });

  test("hands info messages on at once", () => {
    const bench = asked({});
    bench.dispatcher.info("hello");
    expect(bench.effects()).toEqual([["info", "hello"]]);
  });

  test("shuffleDemandsOnFirstDispatch shuffles once, the largest demand stays first (D-6)", () => {
    const chances = [0, 0.9, 0];
    const bench = new Bench(
      demandDispatcher({ shuffleDemandsOnFirstDispatch: true }),
      () => chances.shift() ?? 0.99,
    );
    for (const [name, demand] of [
      ["a", 1],
      ["b", 1],
      ["c", 1],
      ["d", 5],
    ] as const) {
      bench.subscribe(name);
      bench.ask(name, demand);
    }
    bench.emit(1, 2, 3, 4, 5, 6, 7, 8);
    const order = bench.effects().map(([name]) => name);
    expect(order[0]).toBe("d");
    expect(order).not.toEqual(["d", "a", "b", "c"]);
    for (const name of order) bench.ask(String(name), 1);
    expect(chances).toEqual([]);
    bench.emit(9, 10, 11, 12);
    expect(bench.effects().map(([name]) => name)).toEqual(order);
  });

  test("a subscriber it does not know breaks the contract of dispatchers, and is told so", () => {
    const { dispatcher } = asked({ x: 1 });
    const stranger = { options: {}, consumer: {} };
    expect(() => dispatcher.ask(stranger, 1)).toThrow(
      "D0: a dispatcher is called for subscribers it knows",
    );
  });
});
