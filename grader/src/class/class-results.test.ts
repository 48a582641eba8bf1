import { expect, test } from "vitest";
import { noAdjustments } from "../policy/adjustments.ts";
import { dueTime } from "../policy/due-time.ts";
import { latePolicy } from "../policy/late-policy.ts";
import { classResults, type Terms } from "./class-results.ts";
import type { GradedAttempt, GradedStudent } from "./grade-student.ts";

const terms: Terms = { policy: latePolicy("none"), due: undefined, adjustments: noAdjustments };

function attempt(label: string, earned: number | null, day: number): GradedAttempt {
  const handedInAt = new Date(Date.UTC(2026, 0, day));
  const grading = {
    slug: "make",
    source: "make.ts",
    seed: 1,
    max: 10,
    repeated: false,
    checks: [],
  };
  return {
    attempt: { root: `/${label}`, label, handedInAt },
    notes: ["seen"],
    unreadable: [],
    gradings: [{ ...grading, earned }],
    answers: [{ slug: "make", text: label }],
  };
}

function counted(attempts: readonly GradedAttempt[], more: Partial<Terms> = {}): unknown[] {
  const submission = { student: "ada", name: "Ada", attempts: [], notes: ["came twice"] };
  const graded: GradedStudent = { submission, attempts };
  const { students, answers } = classResults([graded], { ...terms, ...more });
  return [students[0]?.attempt, students[0]?.points, answers[0]?.text];
}

test("of several attempts the one with the most points counts, the later of two alike", () => {
  expect(counted([attempt("1", 4, 1), attempt("2", 7, 2), attempt("3", 5, 3)])).toEqual([
    "2",
    7,
    "2",
  ]);
  expect(counted([attempt("1", 4, 1), attempt("2", 4, 2)])).toEqual(["2", 4, "2"]);
});

test("lateness counts in what is the best", () => {
  const late = { policy: latePolicy("20%/day"), due: dueTime("2026-01-01T12:00Z") };
  expect(counted([attempt("1", 6, 1), attempt("2", 7, 2)], late)).toEqual(["1", 6, "1"]);
});

test("an attempt that could not be graded is left to a person", () => {
  expect(counted([attempt("1", null, 1), attempt("2", 7, 2)])).toEqual(["1", null, "1"]);
});

test.each([
  ["+2 days", { days: 2 }, { until: "2026-01-03T00:00:00.000Z" }],
  ["+1 day", { days: 1 }, { until: "2026-01-02T00:00:00.000Z" }],
  ["2026-01-04T12:00", { until: "2026-01-04T12:00" }, { until: "2026-01-04T12:00:00.000Z" }],
])("an extension of %s is told, whether something came or not", (granted, extension, told) => {
  const adjusted = { line: 1, extension, exercises: new Map() };
  const adjustments = { path: "", students: new Map([["ada", adjusted]]) };
  const due = dueTime("2026-01-01T00:00Z");
  const submission = { student: "ada", name: "Ada", attempts: [], notes: [] };
  const came = attempt("1", 4, 2);
  for (const one of [came, { ...came, attempt: undefined }]) {
    const extended = { ...terms, due, adjustments };
    const [student] = classResults([{ submission, attempts: [one] }], extended).students;
    expect(student).toMatchObject({ lateDays: 0, extension: { granted, ...told } });
  }
  const [flagged] = classResults(
    [{ submission, attempts: [{ ...came, attempt: { root: "/1", label: "1", isLate: true } }] }],
    { ...terms, adjustments },
  ).students;
  expect(flagged!.extension).toMatchObject({ granted, isUnchecked: true });
  expect("until" in flagged!.extension!).toBe("until" in extension);
});

test("notes of the intake, the folder and the lateness come together", () => {
  const submission = { student: "ada", name: "Ada", attempts: [], notes: ["came twice"] };
  const [student] = classResults([{ submission, attempts: [attempt("1", 4, 2)] }], {
    ...terms,
    due: dueTime("2026-01-01T00:00Z"),
  }).students;
  expect(student).toMatchObject({ lateDays: 1, notes: ["came twice", "seen"], points: 4, max: 10 });
});
