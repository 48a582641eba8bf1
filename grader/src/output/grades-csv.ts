import type { GradedExercise, StudentResult } from "../class/results.ts";
import { csvText, rounded, safeText } from "./csv.ts";

/**
 * One row per student: key, name, a column per exercise, the total, and for how many exercises an answer was found.
 * A cell that could not be graded is empty: it is not a zero. Which exercises are zero because nothing was handed
 * in stands in `grades-long.csv`.
 */
export function gradesCsv(
  exercises: readonly GradedExercise[],
  students: readonly StudentResult[],
): string {
  const head = ["student", "name", ...exercises.map(({ slug }) => slug), "total", "submitted"];
  const rows = students.map((student) => [
    safeText(student.student),
    safeText(student.name),
    ...student.exercises.map(({ points }) => rounded(points)),
    rounded(student.points),
    student.exercises.filter(({ source }) => source !== null).length,
  ]);
  return csvText([head.map(safeText), ...rows]);
}

const longHead = [
  "student",
  "name",
  "attempt",
  "exercise",
  "check",
  "check name",
  "hidden",
  "verdict",
  "points",
  "max",
  "ms",
  "message",
];

/**
 * One row per student, exercise and check. The points of a check are what it earned, before lateness and an
 * instructor's word; those of a check that failed by the grader's fault are empty. `ms` is in whole milliseconds.
 */
export function gradesLongCsv(students: readonly StudentResult[]): string {
  const rows = students.flatMap(({ student, name, attempt, exercises }) =>
    exercises.flatMap(({ slug, checks }) =>
      checks.map((check) => [
        safeText(student),
        safeText(name),
        safeText(attempt ?? ""),
        safeText(slug),
        safeText(check.id),
        safeText(check.name),
        check.hidden ? "yes" : "no",
        check.verdict,
        check.verdict === "internal" ? null : rounded(check.points),
        rounded(check.max),
        Math.round(check.ms),
        safeText(check.message),
      ]),
    ),
  );
  return csvText([longHead, ...rows]);
}
