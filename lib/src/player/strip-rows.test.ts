import { describe, expect, test } from "vitest";
import { readTrace, threeStages, traceOf } from "../show/run/traces.fixture.ts";
import { sampled } from "../show/paint/step-line.ts";
import { areaPath, lineOf, stripRows } from "./strip-rows.ts";

const axis = { unit: "step", from: 0, to: 31, label: "step" } as const;

describe("stripRows", () => {
  test("has a row for all that was ever owed, waited or was buffered", () => {
    const run = readTrace(threeStages());
    const { rows, hidden } = stripRows(run.edges, run.stages);
    expect(rows.map(({ kind, name, most }) => [kind, name, most])).toEqual([
      ["owed", "numbers → double", 10],
      ["owed", "double → print", 4],
      ["waiting", "double", 10],
      ["waiting", "print", 4],
      ["buffered", "double", 4],
    ]);
    expect(hidden).toBe(0);
  });

  test("keeps the four highest of a kind and tells how many it left out", () => {
    const run = readTrace(
      traceOf(
        [3, 1, 9, 4, 2, 5].map(
          (demand, i) =>
            ({
              type: "ask",
              producer: "feed",
              consumer: `c${i}`,
              subscription: i,
              demand,
            }) as const,
        ),
      ),
    );
    const { rows, hidden } = stripRows(run.edges, run.stages);
    expect([rows.map(({ most }) => most), hidden]).toEqual([[3, 9, 4, 5], 2]);
  });
});

describe("lineOf", () => {
  const { owed } = readTrace(threeStages()).edges[0]!.levels;

  test("has a level over steps, from 0 on", () => {
    const columns = sampled(lineOf(owed, axis), axis, 31);
    const [low, high] = [columns.map((one) => one.low), columns.map((one) => one.high)];
    // 10 asked at step 4, delivered at step 9; 5 asked at step 23, delivered at step 25.
    expect([high[3], high[4], high[8], high[9], low[9]]).toEqual([0, 10, 10, 10, 0]);
    expect([high[22], high[23], low[24]]).toEqual([0, 5, 5]);
    expect(sampled(lineOf(owed, axis), axis, 1)).toEqual([{ low: 0, high: 10, last: 0 }]);
  });

  test("has a level over time where the axis has times", () => {
    expect(lineOf(owed, { ...axis, unit: "ms", from: -1 }).slice(0, 3)).toEqual([
      [-1, 0],
      [0, 10],
      [0, 0],
    ]);
  });
});

test("areaPath draws a step wherever the value changes", () => {
  expect(areaPath([0, 5, 5, 10], 10, 20)).toBe("M0 20H1V10H3V0H4V20z");
});
