import { expect, test } from "vitest";
import { sequenceRows } from "./rows.ts";
import { readTrace, threeStages } from "../../run/traces.fixture.ts";

const { steps } = readTrace(threeStages());

test("sequenceRows leaves out first starts only, and joins a handler that begins and ends at once", () => {
  const rows = sequenceRows(steps, 100);
  const drawn = rows.flatMap((row) => row.steps.map((step) => step.step));
  expect(drawn).toEqual(steps.filter((step) => step.what !== "start").map((step) => step.step));
  expect(rows.filter((row) => row.steps.length > 1).map((row) => row.steps[0]!.step)).toEqual([
    10, 14, 19,
  ]);
});

test("sequenceRows cuts the middle, and every step is in some row or the cut", () => {
  const rows = sequenceRows(steps, 9);
  const whole = sequenceRows(steps, 100);
  expect(rows).toHaveLength(10);
  expect(rows.findIndex((row) => row.cut)).toBe(6);
  expect(rows.flatMap((row) => row.steps)).toEqual(whole.flatMap((row) => row.steps));
});

test("sequenceRows tells the time where it changes", () => {
  const times = sequenceRows(steps, 100).flatMap((row) => row.time ?? []);
  expect(times).toEqual([0, 20, 40]);
});
