import { amount, escaped } from "@headgate/check/engine";
import type { GradedExercise, StudentResult } from "../class/results.ts";
import { exerciseHtml, exerciseStyle, said } from "./exercise-html.ts";
import {
  absentText,
  partedExercises,
  submissionFacts,
  totalLine,
  type Told,
} from "./feedback-facts.ts";
import { page, scrollingTable } from "./page.ts";

/**
 * One student's feedback as a page that runs no script and loads nothing. Every text that comes from the student is
 * escaped and its control characters are made visible. Of a hidden check it shows what came back, not what was wanted.
 */
export function feedbackHtml(student: StudentResult, exercises: readonly GradedExercise[]): string {
  const { told, notHandedIn } = partedExercises(student, exercises);
  const rows = told.map(overviewRow);
  const sections = told.map(({ result, exercise }, index) =>
    exerciseHtml(result, exercise, `exercise-${index + 1}`),
  );
  const body = `
<h1>Feedback for ${escaped(student.name)}</h1>
${student.name === student.student ? "" : `<p class="soft">${escaped(student.student)}</p>`}
<p class="total">${escaped(totalLine(student))}</p>
${facts(student)}${said(student.comment)}${notes(student)}
${rows.length === 0 ? "" : `<h2>Exercises</h2>\n${scrollingTable("Exercises", ["Exercise", "Points", "Answer"], rows, [1])}`}
${sections.join("\n")}
${absent(notHandedIn)}`;
  return page({ title: `Feedback for ${student.name}`, style, body });
}

const style = `
main { max-width: 54rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem }
.total { font-size: 1.25rem; margin: .8rem 0 }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.2rem; margin: 0 0 1rem }
dl.facts dt { color: var(--soft) } dl.facts dd { margin: 0 }
ul.absent { columns: 15rem; column-gap: 2rem; margin: 0; padding-left: 1.2rem }
${exerciseStyle.trim()}
`;

function facts(student: StudentResult): string {
  const rows = submissionFacts(student).map(
    ({ name, text }) => `<dt>${name}</dt><dd>${escaped(text)}</dd>`,
  );
  return rows.length === 0 ? "" : `<dl class="facts">${rows.join("")}</dl>\n`;
}

function overviewRow({ result, exercise: { title, max } }: Told, index: number): string[] {
  const points =
    result.points === null ? "not graded" : `${amount(result.points)} of ${amount(max)}`;
  const answer = `<span class="soft">${escaped(result.source ?? "none")}</span>`;
  return [`<a href="#exercise-${index + 1}">${escaped(title)}</a>`, points, answer];
}

function absent(exercises: readonly GradedExercise[]): string {
  if (exercises.length === 0) return "";
  const items = exercises.map((it) => `<li>${escaped(absentText(it))}</li>`);
  return `<section id="not-handed-in"><h2>Not handed in</h2>
<p class="soft">In brackets the points each could have given.</p>
<ul class="absent">${items.join("")}</ul>
</section>`;
}

function notes(student: StudentResult): string {
  const list = [...student.unreadable, ...student.notes];
  if (list.length === 0) return "";
  return `<h2>Notes</h2>\n<ul>${list.map((note) => `<li>${escaped(note)}</li>`).join("")}</ul>\n`;
}
