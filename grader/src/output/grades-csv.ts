import type { GradedExercise, StudentResult } from "../class/results.ts";

/**
 * One row per student, one column per exercise, and the total. A cell that could not be graded is empty: it is not a
 * zero. Lines end as RFC 4180 says.
 */
export function gradesCsv(
  exercises: readonly GradedExercise[],
  students: readonly StudentResult[],
): string {
  const head = ["student", ...exercises.map(({ slug }) => slug), "total"].map(textCell);
  const rows = students.map(({ student, points, exercises: graded }) => [
    textCell(student),
    ...graded.map((exercise) => numberCell(exercise.points)),
    numberCell(points),
  ]);
  return [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** Text that no spreadsheet takes for a formula: what begins like one gets a quote in front. */
function textCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n';\t]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function numberCell(points: number | null): string {
  return points === null ? "" : String(Math.round(points * 100) / 100);
}
