import { describe, expect, test } from "vitest";
import type { Axis } from "./step-line.ts";
import {
  marksOn,
  placeOn,
  roughTime,
  scaleOf,
  timeAxis,
  timeCell,
  timeHead,
  timeSpan,
  timeWords,
} from "./times.ts";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

test.each([
  [0, "0 ms", "0 ms"],
  [12.345, "12.35 ms", "12.35 ms"],
  [9_999.5, "9,999.5 ms", "9,999.5 ms"],
  [10_000, "10 s", "10 s"],
  [59_999.7, "1 min", "59.999 s"],
  [95_432, "1 min 35.432 s", "1 min 35.432 s"],
  [19_947_891, "5 h 32 min 27.891 s", "5 h 32 min"],
  [day, "1 d", "1 d"],
  [599_820_860, "6 d 22 h 37 min 0.86 s", "6 d 22 h"],
  [1_024_216_010, "11 d 20 h 30 min 16.01 s", "11 d 20 h"],
  [4000 * day + 1, "4000 d 0.001 s", "4000 d"],
  [-20_000, "−20,000 ms", "−20,000 ms"],
])("%d ms is %s, roughly %s", (ms, words, rough) => {
  expect([timeWords(ms), roughTime(ms)]).toEqual([words, rough]);
});

test("timeWords loses no ms", () => {
  const sizes: Record<string, number> = { d: day, h: hour, min: minute, s: second };
  for (let ms = 10_007; ms < 1e10; ms = Math.ceil(ms * 1.37)) {
    const parts = timeWords(ms).matchAll(/([\d.,]+) (\w+)/g);
    const sum = [...parts].reduce(
      (all, [, n, unit]) => all + Number(n!.replaceAll(",", "")) * sizes[unit!]!,
      0,
    );
    expect(Math.round(sum)).toBe(ms);
  }
});

test.each([
  [5, 5, "at 5 ms"],
  [0, 40, "0 to 40 ms"],
  [1000, 5300, "1,000 to 5,300 ms"],
  [0, 1_024_200_000, "0 to 11 d 20 h 30 min"],
  [9000, 90_000, "9,000 ms to 1 min 30 s"],
  [day, day, "at 1 d"],
])("the span from %d to %d is %s", (from, to, words) => {
  expect(timeSpan(from, to)).toBe(words);
});

test("a column of times has its unit in its head where the last is short, else in its cells", () => {
  const column = (last: number) => [timeHead(last), timeCell(5300, last)];
  expect([column(5300), column(day)]).toEqual([
    ["ms", "5,300"],
    ["time", "5,300 ms"],
  ]);
});

const marks = (axis: Axis): string => {
  const found = marksOn(axis, 4);
  for (const { place } of found) {
    expect(place).toBeGreaterThanOrEqual(axis.from);
    expect(place).toBeLessThanOrEqual(axis.to);
  }
  return found.map(({ words }) => words).join(" ");
};

describe("an axis of time", () => {
  test.each([
    [0, 40, "time in ms", "0 10 20 30 40"],
    [5000, 9999, "time in ms", "6,000 8,000"],
    [0, 10 * second, "time in s", "0 5 10"],
    [0, 239 * second, "time in s", "0 100 200"],
    [0, 4 * minute, "time in min", "0 1 2 3 4"],
    [0, 34_531_440, "time in h", "0 5"],
    [0, 1_024_216_010, "time in d", "0 5 10"],
    [599_820_860, 599_821_900, "time in ms since 6 d 22 h 37 min", "1,000 1,500"],
    [599_820_860, 603_400_000, "time in min since 6 d 22 h", "40 60 80"],
    [40 * day, 44 * day, "time in d since 40 d", "0 1 2 3 4"],
  ])("from %d to %d is in one unit, at round numbers of it", (from, to, label, words) => {
    const axis = timeAxis(from, to);
    expect([axis.label, marks(axis)]).toEqual([label, words]);
  });

  test("has marks that differ, however short a stretch of a run it is", () => {
    for (let span = 1; span < 1e10; span *= 3) {
      const axis = timeAxis(1_024_216_010, 1_024_216_010 + span);
      const words = marks(axis).split(" ");
      expect(words[0]).not.toBe("");
      expect(new Set(words).size).toBe(words.length);
    }
  });
});

test("an axis of steps counts steps, and a place on either has words", () => {
  const steps: Axis = { from: 1, to: 31, unit: "step", label: "step" };
  expect([scaleOf(steps), marks(steps)]).toEqual([
    { unit: "step", size: 1, origin: 0 },
    "10 20 30",
  ]);
  expect(placeOn(steps, 1234)).toBe("step 1,234");
  expect(placeOn(timeAxis(0, 7 * day), 599_820_860)).toBe("6 d 22 h");
});

test("places on a short stretch of a long run are told apart", () => {
  const axis = timeAxis(599_820_860, 599_848_860);
  expect([placeOn(axis, axis.from), placeOn(axis, axis.to)]).toEqual([
    "6 d 22 h 37 min 0.86 s",
    "6 d 22 h 37 min 28.86 s",
  ]);
});
