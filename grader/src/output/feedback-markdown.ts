import {
  amount,
  verdictWords,
  visibleControls,
  type CheckResult,
  telling,
} from "@headgate/check/engine";
import type { GradedExercise, StudentResult } from "../class/results.ts";
import {
  absentText,
  adjustmentLines,
  partedExercises,
  shownOf,
  submissionFacts,
  totalLine,
  type Told,
} from "./feedback-facts.ts";

/** The same feedback as Markdown. What comes from the student stands in code blocks, where nothing is markup. */
export function feedbackMarkdown(
  student: StudentResult,
  exercises: readonly GradedExercise[],
): string {
  const { told, notHandedIn } = partedExercises(student, exercises);
  const lines = [
    `# Feedback for ${plain(student.name)}`,
    ...paragraph(student.name === student.student ? "" : plain(student.student)),
    ...paragraph(totalLine(student)),
    ...list(submissionFacts(student).map(({ name, text }) => `${name}: ${plain(text)}`)),
    ...said(student.comment),
    ...list([...student.unreadable, ...student.notes].map(plain)),
    ...told.flatMap(exerciseLines),
    ...absentLines(notHandedIn),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function absentLines(exercises: readonly GradedExercise[]): string[] {
  if (exercises.length === 0) return [];
  const all = exercises.map((it) => plain(absentText(it))).join(", ");
  return [
    "",
    "## Not handed in",
    ...paragraph(`In brackets the points each could have given: ${all}.`),
  ];
}

function exerciseLines({ result, exercise: { title, max } }: Told): string[] {
  const points =
    result.points === null ? "not graded" : `${amount(result.points)} of ${amount(max)} points`;
  return [
    "",
    `## ${plain(title)}: ${points}`,
    ...paragraph(result.source === null ? "" : `Answer: ${plain(result.source)}`),
    ...adjustmentLines(result).flatMap((line) => paragraph(plain(line))),
    ...said(result.comment),
    "",
    "| Result | Check | Points |",
    "| --- | --- | --- |",
    ...result.checks.map(row),
    ...telling(result).flatMap(failure),
  ];
}

function row({ verdict, name, hidden, points, max }: CheckResult): string {
  const { sign, word } = verdictWords[verdict];
  return `| ${sign} ${word} | ${plain(name)}${hidden ? " (at grading)" : ""} | ${amount(points)} of ${amount(max)} |`;
}

function failure(check: CheckResult): string[] {
  const { sign } = verdictWords[check.verdict];
  const body = shownOf(check)
    .flatMap(({ name, text }) => `${name}: ${text}`.split("\n"))
    .map((line) => `    ${line}`);
  return [
    "",
    `### ${sign} ${plain(check.name)}`,
    "",
    ...body,
    ...paragraph(check.hint === undefined ? "" : `Hint: ${check.hint}`),
  ];
}

function said(comment: string | undefined): string[] {
  return comment === undefined ? [] : paragraph(`Your instructor: ${plain(comment)}`);
}

function paragraph(text: string): string[] {
  return text === "" ? [] : ["", text];
}

function list(items: readonly string[]): string[] {
  return items.length === 0 ? [] : ["", ...items.map((item) => `- ${item}`)];
}

/** One line of text in which Markdown, its usual extensions and HTML find nothing. */
export function plain(text: string): string {
  return visibleControls(text)
    .replace(/\n/g, "␊")
    .trim()
    .replace(/[\\`*_{}[\]#+!|<>&~@$^]|:(?=\S)/g, (character) => `\\${character}`)
    .replaceAll("\\<", "&lt;")
    .replaceAll("\\>", "&gt;")
    .replaceAll("\\&", "&amp;")
    .replace(/www\./gi, (address) => address.replace(".", "\\."))
    .replace(/^(\d+)([.)])/, "$1\\$2")
    .replace(/^[-=]/, "\\$&");
}
