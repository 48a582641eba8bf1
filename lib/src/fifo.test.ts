import { describe, expect, test } from "vitest";
import { Fifo } from "./fifo.ts";

function filled<T>(...values: T[]): Fifo<T> {
  const fifo = new Fifo<T>();
  for (const value of values) fifo.push(value);
  return fifo;
}

describe("Fifo", () => {
  test("shift() answers values in the order of push(), and undefined once it is empty", () => {
    const fifo = filled("a", "b", "c");
    expect([fifo.shift(), fifo.shift(), fifo.shift(), fifo.shift()]).toEqual([
      "a",
      "b",
      "c",
      undefined,
    ]);
  });

  test("keeps the order while it grows and its ring has wrapped around", () => {
    const fifo = new Fifo<number>();
    const model: number[] = [];
    // Three in, two out: the ring wraps at every size it grows through.
    for (let i = 0; i < 300; i++) {
      for (let j = 0; j < 3; j++) {
        fifo.push(3 * i + j);
        model.push(3 * i + j);
      }
      expect([fifo.shift(), fifo.shift()]).toEqual(model.splice(0, 2));
    }
    expect(fifo.size).toBe(300);
    expect([...fifo]).toEqual(model);
  });

  test("unshift() puts a value in front, also where that makes it grow", () => {
    const fifo = filled(3, 4, 5, 6);
    fifo.unshift(2);
    fifo.unshift(1);
    expect([...fifo]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(fifo.shift()).toBe(1);
  });

  test("peek() answers the oldest value and leaves it there", () => {
    const fifo = filled("a", "b");
    expect(fifo.peek()).toBe("a");
    expect(fifo.size).toBe(2);
    expect(new Fifo().peek()).toBeUndefined();
  });

  test.each([
    { index: 0, taken: "a", left: ["b", "c", "d"] },
    { index: 2, taken: "c", left: ["b", "a", "d"] },
    { index: 3, taken: "d", left: ["b", "c", "a"] },
  ])("takeAt($index) answers $taken, and the oldest moves into its place", (row) => {
    const fifo = filled("a", "b", "c", "d");
    expect(fifo.takeAt(row.index)).toBe(row.taken);
    expect([...fifo]).toEqual(row.left);
    expect(fifo.size).toBe(3);
  });

  test("takeAt() finds its way in a ring that has wrapped around", () => {
    const fifo = filled("x", "y", "a", "b");
    fifo.shift();
    fifo.shift();
    fifo.push("c");
    fifo.push("d");
    expect(fifo.takeAt(3)).toBe("d");
    expect([...fifo]).toEqual(["b", "c", "a"]);
  });

  test("clear() empties it, and it can be filled again", () => {
    const fifo = filled(1, 2, 3, 4, 5);
    fifo.clear();
    expect(fifo.size).toBe(0);
    expect([...fifo]).toEqual([]);
    fifo.push(6);
    expect(fifo.shift()).toBe(6);
  });

  test("keeps an undefined that was pushed apart from nothing", () => {
    const fifo = filled<undefined | string>(undefined, "a");
    expect(fifo.size).toBe(2);
    expect(fifo.shift()).toBeUndefined();
    expect(fifo.shift()).toBe("a");
  });
});
