import {
  amount,
  verdictWords,
  visibleControls,
  type CheckResult,
  telling,
} from "@headgate/check/engine";
import type { ExerciseResult, GradedExercise, StudentResult } from "../class/results.ts";
import { adjustmentLines, shownOf, submissionFacts, totalLine } from "./feedback-facts.ts";

/** The same feedback as Markdown. What comes from the student stands in code blocks, where nothing is markup. */
export function feedbackMarkdown(
  student: StudentResult,
  exercises: readonly GradedExercise[],
): string {
  const lines = [
    `# Feedback for ${plain(student.name)}`,
    ...paragraph(student.name === student.student ? "" : plain(student.student)),
    ...paragraph(totalLine(student)),
    ...list(submissionFacts(student).map(({ name, text }) => `${name}: ${plain(text)}`)),
    ...said(student.comment),
    ...list([...student.unreadable, ...student.notes].map(plain)),
    ...student.exercises.flatMap((result, index) => exerciseLines(result, exercises[index]!)),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function exerciseLines(result: ExerciseResult, { title, max }: GradedExercise): string[] {
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
