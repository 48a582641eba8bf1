import { amount, escaped } from "@headgate/check/engine";
import type { ExerciseResult, GradedExercise, StudentResult } from "../class/results.ts";
import { exerciseHtml, exerciseStyle, said } from "./exercise-html.ts";
import { submissionFacts, totalLine } from "./feedback-facts.ts";
import { page, scrollingTable } from "./page.ts";

/**
 * One student's feedback as a page that runs no script and loads nothing. Every text that comes from the student is
 * escaped and its control characters are made visible. Of a hidden check it shows what came back, not what was wanted.
 */
export function feedbackHtml(student: StudentResult, exercises: readonly GradedExercise[]): string {
  const rows = student.exercises.map((result, index) =>
    overviewRow(result, exercises[index]!, index),
  );
  const sections = student.exercises.map((result, index) =>
    exerciseHtml(result, exercises[index]!, `exercise-${index + 1}`),
  );
  const body = `
<h1>Feedback for ${escaped(student.name)}</h1>
${student.name === student.student ? "" : `<p class="soft">${escaped(student.student)}</p>`}
<p class="total">${escaped(totalLine(student))}</p>
${facts(student)}${said(student.comment)}${notes(student)}
<h2>Exercises</h2>
${scrollingTable("Exercises", ["Exercise", "Points", "Answer"], rows, [1])}
${sections.join("\n")}`;
  return page({ title: `Feedback for ${student.name}`, style, body });
}

const style = `
main { max-width: 54rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem }
.total { font-size: 1.25rem; margin: .8rem 0 }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.2rem; margin: 0 0 1rem }
dl.facts dt { color: var(--soft) } dl.facts dd { margin: 0 }
${exerciseStyle.trim()}
`;

function facts(student: StudentResult): string {
  const rows = submissionFacts(student).map(
    ({ name, text }) => `<dt>${name}</dt><dd>${escaped(text)}</dd>`,
  );
  return rows.length === 0 ? "" : `<dl class="facts">${rows.join("")}</dl>\n`;
}

function overviewRow(
  result: ExerciseResult,
  { title, max }: GradedExercise,
  index: number,
): string[] {
  const points =
    result.points === null ? "not graded" : `${amount(result.points)} of ${amount(max)}`;
  const answer = `<span class="soft">${escaped(result.source ?? "none")}</span>`;
  return [`<a href="#exercise-${index + 1}">${escaped(title)}</a>`, points, answer];
}

function notes(student: StudentResult): string {
  const list = [...student.unreadable, ...student.notes];
  if (list.length === 0) return "";
  return `<h2>Notes</h2>\n<ul>${list.map((note) => `<li>${escaped(note)}</li>`).join("")}</ul>\n`;
}
