import { amount, visibleControls } from "@headgate/check/engine";
import type { ExerciseResult, GradedExercise, StudentResult } from "../class/results.ts";
import { rounded } from "./csv.ts";
import {
  adjustmentLines,
  checkText,
  extensionText,
  latenessLine,
  totalLine,
} from "./feedback-facts.ts";

/**
 * One student's results as an autograder of Gradescope leaves them in `results.json`. The score counts lateness and
 * an instructor's word. Where something could not be graded there is no score, so that Gradescope asks for a look
 * instead of taking a zero. Hidden checks are shown when the grades are published.
 */
export function gradescopeJson(
  student: StudentResult,
  exercises: readonly GradedExercise[],
): string {
  const tests = student.exercises.flatMap((result, index) =>
    testsOf(result, exercises[index]!, index + 1),
  );
  const ms = student.exercises.flatMap(({ checks }) => checks).reduce((sum, it) => sum + it.ms, 0);
  const extension = extensionText(student);
  const told = [
    totalLine(student),
    ...(extension === undefined ? [] : [`Extension: ${extension}.`]),
    ...latenessLine(student),
    ...saidOf(student, exercises),
  ];
  const results = {
    ...(student.points !== null && { score: rounded(student.points) }),
    execution_time: Math.round(ms) / 1000,
    output: told.map(visibleControls).join("\n"),
    output_format: "text",
    test_output_format: "text",
    test_name_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests,
    extra_data: { student: student.student, max: student.max },
  };
  return `${JSON.stringify(results, null, 2)}\n`;
}

function testsOf(
  { slug, checks, earned }: ExerciseResult,
  { title }: GradedExercise,
  number: number,
): object[] {
  return checks.map((check, index) => ({
    name: visibleControls(`${title}: ${check.name}`),
    number: `${number}.${index + 1}`,
    ...(earned !== null && { score: rounded(check.points) }),
    max_score: rounded(check.max),
    status: check.verdict === "correct" ? "passed" : "failed",
    output: checkText(check),
    tags: [slug, check.id],
    visibility: check.hidden ? "after_published" : "visible",
  }));
}

/** What was said of single exercises and of all, with the exercise's title in front. */
function saidOf(student: StudentResult, exercises: readonly GradedExercise[]): string[] {
  const perExercise = student.exercises.flatMap((result, index) => {
    const { title, max } = exercises[index]!;
    const points =
      result.points === null ? "not graded" : `${amount(result.points)} of ${amount(max)}`;
    const lines = [...adjustmentLines(result), ...(result.comment ? [result.comment] : [])];
    return lines.map((line) => `${title} (${points}): ${line}`);
  });
  return [...perExercise, ...(student.comment ? [student.comment] : [])];
}
