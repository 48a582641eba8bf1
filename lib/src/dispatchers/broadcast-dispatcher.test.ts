import { describe, expect, test } from "vitest";
import { broadcastDispatcher } from "./broadcast-dispatcher.ts";
import { Bench } from "./dispatcher.fixture.ts";

function joined(...names: string[]): Bench {
  const bench = new Bench(broadcastDispatcher());
  for (const name of names) bench.subscribe(name);
  return bench;
}

describe("broadcastDispatcher, recorded traces (B-7)", () => {
  test("what was requested and not yet sent is not requested again for the next", () => {
    const bench = joined("a");
    expect(bench.ask("a", 10)).toBe(10);
    expect(bench.subscribe("b")).toBe(0);
    expect(bench.dispatcher.room?.()).toBe(0);
    expect(bench.cancel("a")).toBe(0);
    expect(bench.ask("b", 10)).toBe(0);
    expect(bench.dispatcher.room?.()).toBe(10);
  });

  test("asks of 3 and 2 make 2; 2 more of the slower make 1 (B-2, B-4)", () => {
    const bench = joined("a", "b");
    expect(bench.ask("a", 3)).toBe(0);
    expect(bench.ask("b", 2)).toBe(2);
    expect(bench.emit("a", "b")).toEqual([]);
    expect(bench.effects()).toEqual([
      ["a", "a", "b"],
      ["b", "a", "b"],
    ]);
    expect(bench.ask("b", 2)).toBe(1);
    expect(bench.emit("c", "d")).toEqual(["d"]);
    expect(bench.effects()).toEqual([
      ["a", "c"],
      ["b", "c"],
    ]);
    expect(bench.emit("d")).toEqual(["d"]);
    expect(bench.effects()).toEqual([]);
  });

  test("one that joins late holds all back until it asks, and the rest is requested once", () => {
    const bench = joined("a");
    expect(bench.ask("a", 10)).toBe(10);
    expect(bench.emit(1, 2, 3)).toEqual([]);
    bench.subscribe("b");
    expect(bench.ask("b", 20)).toBe(0);
    expect(bench.emit(4, 5, 6, 7, 8, 9, 10, 11, 12)).toEqual([11, 12]);
    expect(bench.effects()).toEqual([
      ["a", 1, 2, 3],
      ["a", 4, 5, 6, 7, 8, 9, 10],
      ["b", 4, 5, 6, 7, 8, 9, 10],
    ]);
    // Ten more of a: two are met by the events left over, so the stage is asked for 8 behind them.
    expect(bench.ask("a", 10)).toBe(10);
    expect(bench.emit(11, 12)).toEqual([]);
    expect(bench.dispatcher.room?.()).toBe(8);
  });
});

describe("broadcastDispatcher", () => {
  test("delivers no more than the slowest has asked for (B-1)", () => {
    const bench = joined("fast", "slow");
    bench.ask("fast", 100);
    bench.ask("slow", 1);
    expect(bench.emit(1, 2, 3)).toEqual([2, 3]);
    expect(bench.effects()).toEqual([
      ["fast", 1],
      ["slow", 1],
    ]);
  });

  test("one that subscribes and has not asked blocks everyone (B-3)", () => {
    const bench = joined("a");
    bench.ask("a", 5);
    bench.subscribe("b");
    expect(bench.emit(1)).toEqual([1]);
    expect(bench.ask("b", 5)).toBe(0);
    expect(bench.emit(1)).toEqual([]);
  });

  test("when the slowest leaves, the demand of the others is free (B-6)", () => {
    const bench = joined("fast", "slow");
    bench.ask("fast", 10);
    bench.ask("slow", 2);
    expect(bench.cancel("slow")).toBe(8);
    expect(bench.dispatcher.room?.()).toBe(10);
  });

  test("when the last leaves, nobody can take anything (B-6)", () => {
    const bench = joined("a");
    bench.ask("a", 5);
    expect(bench.cancel("a")).toBe(0);
    expect(bench.emit(1)).toEqual([1]);
  });

  test("a selector gets the events it selects, and as many more are asked for in its name (B-5)", () => {
    const bench = new Bench(broadcastDispatcher());
    bench.subscribe("all");
    bench.subscribe("even", { selector: (n: number) => n % 2 === 0 });
    bench.ask("all", 3);
    bench.ask("even", 3);
    bench.emit(1, 2, 3);
    expect(bench.effects()).toEqual([
      ["all", 1, 2, 3],
      ["ask", "even", 2],
      ["even", 2],
    ]);
  });

  test("a selector that rejects all is sent an empty list (S-13)", () => {
    const bench = new Bench(broadcastDispatcher());
    bench.subscribe("none", { selector: () => false });
    bench.ask("none", 1);
    bench.emit("x");
    expect(bench.effects()).toEqual([["ask", "none", 1], ["none"]]);
  });

  test("a selector that is no function throws (B-5)", () => {
    const bench = joined();
    expect(() => bench.subscribe("a", { selector: 5 })).toThrow(
      new TypeError(
        "Expected `selector` in the subscription of a broadcast dispatcher to be a function of an event, got number",
      ),
    );
  });

  test("refuses a second and a third subscription of one consumer, and takes it once it has left (S-27)", () => {
    const bench = new Bench(broadcastDispatcher());
    const consumer = {};
    expect(bench.subscribe("first", {}, consumer)).toBe(0);
    const refused = { refused: "already_subscribed" };
    expect(bench.subscribe("second", {}, consumer)).toEqual(refused);
    expect(bench.subscribe("third", {}, consumer)).toEqual(refused);
    expect(bench.ask("second", 5)).toBe(0);
  });

  test("takes a consumer again that has cancelled", () => {
    const bench = new Bench(broadcastDispatcher());
    const consumer = {};
    bench.subscribe("first", {}, consumer);
    bench.cancel("first");
    expect(bench.subscribe("again", {}, consumer)).toBe(0);
  });

  test("gives every consumer a list of its own", () => {
    const lists: unknown[][] = [];
    const dispatcher = broadcastDispatcher()({
      send: (_to, events) => lists.push(events),
      info: () => {},
      ask: () => {},
      demand: () => {},
      discard: () => {},
      random: () => 0,
    });
    for (const consumer of [{}, {}]) {
      const subscriber = { options: {}, consumer };
      dispatcher.subscribe(subscriber);
      dispatcher.ask(subscriber, 2);
    }
    dispatcher.dispatch([1, 2]);
    lists[0]?.pop();
    expect(lists).toEqual([[1], [1, 2]]);
  });

  test("hands info messages on at once", () => {
    const bench = joined("a");
    bench.dispatcher.info("hello");
    expect(bench.effects()).toEqual([["info", "hello"]]);
  });
});
