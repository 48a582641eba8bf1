import { describe, expect, test } from "vitest";
import { Buffer, type BufferKeep } from "./buffer.ts";

function holding(events: unknown[], size = 10, keep: BufferKeep = "last"): Buffer {
  const buffer = new Buffer(size, keep);
  buffer.store(events);
  return buffer;
}

/** Takes with demand 2 until nothing comes any more, events and info messages in their order. */
function drained(buffer: Buffer, demand: number): unknown[] {
  const out: unknown[] = [];
  for (let rounds = 0; rounds < 20 && !buffer.isEmpty; rounds++) {
    out.push(...buffer.takeMarks(true));
    const events = buffer.take(demand);
    if (events.length > 0) out.push(events);
  }
  return out;
}

describe("Buffer, events", () => {
  test.each([
    {
      keep: "last",
      stored: ["f", "g", "h"],
      dropped: ["a", "b", "c"],
      left: ["d", "e", "f", "g", "h"],
    },
    {
      keep: "first",
      stored: ["f", "g", "h"],
      dropped: ["f", "g", "h"],
      left: ["a", "b", "c", "d", "e"],
    },
    { keep: "last", stored: [..."fghijkl"], dropped: [..."abcdefg"], left: [..."hijkl"] },
    { keep: "first", stored: [..."fghijkl"], dropped: [..."fghijkl"], left: [..."abcde"] },
  ] as const)(
    "store() $stored on a full buffer of 5 that keeps the $keep drops $dropped (R-12)",
    (row) => {
      const buffer = holding([..."abcde"], 5, row.keep);
      expect(buffer.store(row.stored)).toEqual(row.dropped);
      expect(buffer.eventCount).toBe(5);
      expect(buffer.take(99)).toEqual(row.left);
    },
  );

  test("store() of more than the whole size keeps the first or the last of them (R-12)", () => {
    const first = new Buffer(2, "first");
    expect(first.store([1, 2, 3, 4])).toEqual([3, 4]);
    expect(first.take(99)).toEqual([1, 2]);
    const last = new Buffer(2, "last");
    expect(last.store([1, 2, 3, 4])).toEqual([1, 2]);
    expect(last.take(99)).toEqual([3, 4]);
  });

  test.each(["first", "last"] as const)("of size 0 drops everything, keep %s (I-5)", (keep) => {
    const buffer = new Buffer(0, keep);
    expect(buffer.store([1, 2])).toEqual([1, 2]);
    expect(buffer.isEmpty).toBe(true);
  });

  test("take() answers the oldest, no more than the limit (R-11)", () => {
    const buffer = holding([1, 2, 3]);
    expect(buffer.take(2)).toEqual([1, 2]);
    expect(buffer.take(5)).toEqual([3]);
    expect(buffer.take(5)).toEqual([]);
    expect(buffer.isEmpty).toBe(true);
  });

  test("putBack() puts events that were taken in front again, info messages in their old places", () => {
    const buffer = holding([1, 2, 3]);
    buffer.mark("behind 3");
    buffer.store([4]);
    const taken = buffer.take(3);
    expect(taken).toEqual([1, 2, 3]);
    buffer.putBack([2, 3]);
    expect(buffer.takeMarks(true)).toEqual([]);
    expect(drained(buffer, 9)).toEqual([[2, 3], "behind 3", [4]]);
  });
});

describe("Buffer, info messages", () => {
  test("[1 2 3] i1 [4] i2 at demand 2 comes out as [1 2] [3] i1 [4] i2 (R-17)", () => {
    const buffer = holding([1, 2, 3]);
    buffer.mark("i1");
    buffer.store([4]);
    buffer.mark("i2");
    expect(drained(buffer, 2)).toEqual([[1, 2], [3], "i1", [4], "i2"]);
  });

  test("several behind one event stay in the order they came (R-16)", () => {
    const buffer = holding([1]);
    buffer.mark("i1");
    buffer.mark("i2");
    buffer.mark("i3");
    expect(drained(buffer, 1)).toEqual([[1], "i1", "i2", "i3"]);
  });

  test("one whose event an overflow drops is due at once, keep last (R-18)", () => {
    const buffer = holding([1, 2], 2, "last");
    buffer.mark("behind 2");
    buffer.store([3]);
    expect(buffer.takeMarks(false)).toEqual([]);
    buffer.store([4]);
    expect(buffer.takeMarks(false)).toEqual(["behind 2"]);
    expect(buffer.take(99)).toEqual([3, 4]);
  });

  test("one keeps its place when an overflow drops the incoming, keep first (R-18)", () => {
    const buffer = holding([1, 2], 2, "first");
    buffer.mark("behind 2");
    buffer.store([3]);
    expect(buffer.takeMarks(false)).toEqual([]);
    expect(drained(buffer, 9)).toEqual([[1, 2], "behind 2"]);
  });

  test("an unlimited buffer holds them until there is demand beyond its last event", () => {
    const buffer = holding([1], Infinity);
    buffer.mark("i");
    buffer.take(1);
    expect(buffer.takeMarks(false)).toEqual([]);
    expect(buffer.isEmpty).toBe(false);
    expect(buffer.takeMarks(true)).toEqual(["i"]);
    expect(buffer.isEmpty).toBe(true);
  });

  test.each([
    { size: 10, estimate: 2 },
    { size: Infinity, estimate: 3 },
  ])("estimate counts them only in an unlimited buffer (R-14): $size", ({ size, estimate }) => {
    const buffer = holding([1, 2], size);
    buffer.mark("i");
    expect(buffer.estimate).toBe(estimate);
    expect(buffer.eventCount).toBe(2);
  });
});
