import {
  amount,
  telling,
  verdictWords,
  visibleControls,
  type CheckResult,
} from "@headgate/check/engine";
import type { GradedExercise, StudentResult } from "../class/results.ts";
import { totalLine } from "./feedback-html.ts";

/** The same feedback as Markdown. What comes from the student stands in code blocks, where nothing is markup. */
export function feedbackMarkdown(
  student: StudentResult,
  exercises: readonly GradedExercise[],
): string {
  const lines = [`# Feedback for ${plain(student.student)}`, "", totalLine(student), ""];
  const notes = [...student.unreadable, ...student.notes];
  if (notes.length > 0) lines.push(...notes.map((note) => `- ${plain(note)}`), "");
  student.exercises.forEach((result, index) => {
    const { title, max } = exercises[index]!;
    const points =
      result.points === null ? "not graded" : `${amount(result.points)} of ${amount(max)} points`;
    lines.push(`## ${plain(title)}: ${points}`, "");
    if (result.source !== null) lines.push(`Answer: ${plain(result.source)}`, "");
    lines.push("| Result | Check | Points |", "| --- | --- | --- |", ...result.checks.map(row), "");
    lines.push(...telling(result).flatMap(failure));
  });
  return `${lines.join("\n").trimEnd()}\n`;
}

function row({ verdict, name, hidden, points, max }: CheckResult): string {
  const { sign, word } = verdictWords[verdict];
  return `| ${sign} ${word} | ${plain(name)}${hidden ? " (at grading)" : ""} | ${amount(points)} of ${amount(max)} |`;
}

function failure(check: CheckResult): string[] {
  const { sign } = verdictWords[check.verdict];
  const rows = [
    ["message", check.message],
    ...(check.hidden ? [] : [["expected", check.expected]]),
    ["got", check.got],
    // What was printed may hold the input.
    ...(check.hidden
      ? []
      : [
          ["input", check.input],
          ["printed", check.console.trimEnd().slice(0, 2000)],
        ]),
  ].flatMap(([name, text]) => (text ? [`${name}: ${text}`] : []));
  const body = visibleControls(rows.join("\n"))
    .split("\n")
    .map((line) => `    ${line}`);
  const hint = check.hint === undefined ? [] : [`Hint: ${check.hint}`, ""];
  return [`### ${sign} ${plain(check.name)}`, "", ...body, "", ...hint];
}

/** One line of text in which Markdown and HTML find nothing. */
function plain(text: string): string {
  return visibleControls(text)
    .replace(/\n/g, "␊")
    .replace(/[\\`*_{}[\]()#+!|<>&~]/g, (character) => `\\${character}`)
    .replaceAll("\\<", "&lt;")
    .replaceAll("\\>", "&gt;")
    .replaceAll("\\&", "&amp;");
}
