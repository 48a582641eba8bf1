import type { Verdict } from "@headgate/check/engine";
import { expect, test } from "vitest";
import { gradingSummary } from "./grading-summary.ts";
import type { Grading } from "./results.ts";

function grading(slug: string, ms: number, ...verdicts: Verdict[]): Grading {
  const checks = verdicts.map((verdict, index) => {
    const texts = { name: "a check", message: "", console: "" };
    return { id: `visible-${index}`, hidden: false, verdict, points: 0, max: 1, ms, ...texts };
  });
  return { slug, source: `${slug}.ts`, seed: 1, earned: 0, max: 1, repeated: false, checks };
}

test("gradingSummary counts verdicts, names the slowest, and tells what was known", () => {
  const gradings = [
    grading("one", 4, "correct", "wrong"),
    grading("one", 6, "correct", "correct"),
    grading("two", 100, "time"),
    grading("three", 1, "correct"),
    grading("four", 2, "correct"),
  ];
  expect(gradingSummary(gradings, 3).split("\n")).toEqual([
    "Checks: 5 correct, 1 wrong, 1 time.",
    "Slowest: two (100 ms for an answer), one (10 ms for an answer), four (2.0 ms for an answer).",
    "3 of 5 gradings came from the journal; 2 were done now.",
  ]);
  expect(gradingSummary(gradings, 0)).not.toContain("journal");
});
