import { describe, expect, test } from "vitest";
import { readTrace, threeStages, traceOf } from "../show/run/traces.fixture.ts";
import { Reel, windowAround } from "./reel.ts";

const asksAt = (...times: readonly number[]) =>
  readTrace(
    traceOf(
      times.map(
        (at) =>
          ({
            type: "ask",
            at,
            producer: "feed",
            consumer: "desk",
            subscription: 1,
            demand: 1,
          }) as const,
      ),
    ),
  );

describe("Reel", () => {
  test("merges steps in order of time, those of one moment in order of panels", () => {
    const reel = new Reel([asksAt(0, 10, 10), asksAt(0, 5, 10, 20)]);
    const order = Array.from({ length: reel.length }, (_, i) => [
      reel.panelAt(i + 1),
      reel.stepAt(i + 1)!.step,
      reel.timeAt(i + 1),
    ]);
    expect(order).toEqual([
      [0, 1, 0],
      [1, 1, 0],
      [1, 2, 5],
      [0, 2, 10],
      [0, 3, 10],
      [1, 3, 10],
      [1, 4, 20],
    ]);
  });

  test("keeps each panel behind its last step so far", () => {
    const reel = new Reel([asksAt(0, 10), asksAt(5)]);
    const last = (panel: number) =>
      [0, 1, 2, 3].map((position) => reel.lastOf(panel, position)?.step);
    expect(last(0)).toEqual([undefined, 1, 1, 2]);
    expect(last(1)).toEqual([undefined, undefined, 1, 1]);
    expect(reel.stepAt(0)).toBeUndefined();
  });

  test("takes every step of every panel once", () => {
    const runs = [readTrace(threeStages()), asksAt(3, 30, 300), readTrace(traceOf([]))];
    const reel = new Reel(runs);
    expect(runs.map((_, panel) => reel.taken(panel, reel.length))).toEqual([31, 3, 0]);
    expect(reel.length).toBe(34);
  });

  test("is of no length for a run in which nothing happened", () => {
    const reel = new Reel([readTrace(traceOf([]))]);
    expect([reel.length, reel.stepAt(0), reel.timeAt(0)]).toEqual([0, undefined, 0]);
  });
});

describe("windowAround", () => {
  test("holds its item, has its size, and lies within the list", () => {
    for (const [length, size] of [
      [300, 8],
      [300, 7],
      [5, 8],
      [1, 1],
      [1000, 200],
    ] as const) {
      for (let index = 0; index < length; index++) {
        const { from, to } = windowAround(index, length, size);
        expect(to - from).toBe(Math.min(length, size));
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(length);
        expect(index).toBeGreaterThanOrEqual(from);
        expect(index).toBeLessThan(to);
      }
    }
  });

  test("stays while its item moves within the middle", () => {
    const windows = new Set(
      Array.from({ length: 1000 }, (_, index) => windowAround(index, 1000, 200).from),
    );
    expect(windows.size).toBe(9);
  });
});
