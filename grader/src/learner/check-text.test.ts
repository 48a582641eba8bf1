import { plainStyle, type CheckResult } from "@headgate/check/engine";
import { expect, test } from "vitest";
import { checkText } from "./check-text.ts";
import type { WatchExercise } from "./watch-state.ts";

const exercise: WatchExercise = {
  slug: "counter",
  title: "A counter",
  hints: ["one", "two"],
  task: "exercises/02-counter/README.md",
  answer: "exercises/02-counter/counter.ts",
  hasSolution: false,
};
const paths = "task  exercises/02-counter/README.md   file  exercises/02-counter/counter.ts";

const endOf = (verdict: CheckResult["verdict"], hint: number, types: string[] = []): string[] => {
  const rest = { name: "counts", hidden: false, message: "", console: "", ms: 1 };
  const check: CheckResult = { id: "visible-1", verdict, points: 0, max: 1, ...rest };
  const report = { slug: "counter", title: "A counter", points: 0, max: 1, checks: [check] };
  const text = checkText({ exercise, report, types, hint }, plainStyle);
  expect(text).toMatch(/^A counter\n/);
  return text.split("\n").slice(text.split("\n").indexOf(paths) - 1);
};

test("checkText names the task's page and the answer's file on one line, and then the next hint", () => {
  const next = "The next hint: npm run check counter -- --hint 2";
  expect(endOf("wrong", 1)).toEqual(["", paths, next]);
  expect(endOf("wrong", 1, ["3: no"])).toEqual(["", paths, next]);
});

test.each([
  ["correct", 1],
  ["wrong", 2],
] as const)("checkText offers no hint for an answer that is %s behind hint %d", (verdict, hint) => {
  expect(endOf(verdict, hint)).toEqual(["", paths]);
});
