import { expect, test } from "vitest";
import { axisOf } from "./axis.ts";
import { readTrace, traceOf } from "./traces.fixture.ts";
import { viewOf, type View } from "./view.ts";

/** A run of one start at each of these times. */
const at = (...times: number[]): View =>
  viewOf(
    readTrace(
      traceOf(times.map((ms) => ({ type: "start", stage: "a", kind: "producer", at: ms }))),
    ),
    {},
  );

test.each([
  ["of 8 times is in ms", [at(5, 6, 7, 8, 9, 10, 11, 40)], [5, 40, "ms", "time in ms"]],
  ["of 7 times is in steps", [at(0, 1, 2, 3, 4, 5, 6, 6)], [1, 8, "step", "step (0 to 6 ms)"]],
  ["of one step has a length", [at(3)], [1, 2, "step", "step (at 3 ms)"]],
  ["of nothing has a length", [at()], [0, 1, "step", "step (at 0 ms)"]],
  [
    "of several spans all, in ms where one has times",
    [at(9), at(0, 1, 2, 3, 4, 5, 6, 7), at()],
    [0, 9, "ms", "time in ms"],
  ],
] as const)("an axis %s", (_, views, [from, to, unit, label]) => {
  expect(axisOf(views)).toEqual({ from, to, unit, label });
});
