import { describe, expect, test } from "vitest";
import { peak, sampled, ticks, type Axis } from "./step-line.ts";

const axis: Axis = { from: 0, to: 8, unit: "ms", label: "time in ms" };

describe("sampled", () => {
  test("keeps the lowest, the highest and the last value of each column", () => {
    const points = [
      [0, 1],
      [1, 9],
      [1.5, 2],
      [4, 4],
      [8, 7],
    ] as const;
    expect(sampled(points, axis, 4)).toEqual([
      { low: 1, high: 9, last: 2 },
      { low: 2, high: 2, last: 2 },
      { low: 2, high: 4, last: 4 },
      { low: 4, high: 7, last: 7 },
    ]);
  });

  test("begins with the first value, and is 0 for a line without points", () => {
    expect(sampled([[3, 5]], axis, 2)[0]).toEqual({ low: 5, high: 5, last: 5 });
    expect(sampled([], axis, 1)).toEqual([{ low: 0, high: 0, last: 0 }]);
  });
});

test("peak is the first of the highest points", () => {
  expect(
    peak([
      [0, 1],
      [2, 5],
      [4, 5],
    ]),
  ).toEqual([2, 5]);
  expect(peak([])).toEqual([0, 0]);
});

test.each([
  [0, 10, 3, [0, 5, 10]],
  [0, 1, 3, [0, 1]],
  [0, 0.4, 3, [0, 0.2, 0.4]],
  [1, 31, 4, [10, 20, 30]],
  [-5, 5, 2, [-5, 0, 5]],
  [0, 4321, 3, [0, 2000, 4000]],
])("ticks from %d to %d, about %d", (low, high, wanted, expected) => {
  expect(ticks(low, high, wanted).map((tick) => Math.round(tick * 1e6) / 1e6)).toEqual(expected);
});
