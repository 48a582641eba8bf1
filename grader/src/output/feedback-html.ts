import { escaped, reportHtml, amount } from "@headgate/check/engine";
import type { ExerciseResult, GradedExercise, StudentResult } from "../class/results.ts";

/**
 * One student's feedback as a page that runs no script and loads nothing. Every text that comes from the student is
 * escaped and its control characters are made visible. Of a hidden check it shows what came back, not what was wanted.
 */
export function feedbackHtml(student: StudentResult, exercises: readonly GradedExercise[]): string {
  const rows = student.exercises.map((result, index) => overviewRow(result, exercises[index]!));
  const sections = student.exercises.map((result, index) =>
    exerciseSection(result, exercises[index]!),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Feedback for ${escaped(student.student)}</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
body { max-width: 64em; margin: 2em auto; padding: 0 1em }
table { border-collapse: collapse } th, td { text-align: left; padding: 0.15em 1.2em 0.15em 0 }
</style>
</head>
<body>
<main>
<h1>Feedback for ${escaped(student.student)}</h1>
<p>${escaped(totalLine(student))}</p>
<table><thead><tr><th scope="col">Exercise</th><th scope="col">Points</th><th scope="col">Answer</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table>
${notes(student)}${sections.join("\n")}
</main>
</body>
</html>
`;
}

/** The sum, or why there is none. */
export function totalLine({ points, max }: StudentResult): string {
  if (points === null)
    return `Something could not be graded, by no fault of yours; at most ${amount(max)} points. It will be looked at.`;
  return `${amount(points)} of ${amount(max)} points.`;
}

function overviewRow(result: ExerciseResult, { title, max }: GradedExercise): string {
  const points =
    result.points === null ? "not graded" : `${amount(result.points)} of ${amount(max)}`;
  const where = result.source ?? "none";
  return `<tr><td>${escaped(title)}</td><td>${points}</td><td>${escaped(where)}</td></tr>`;
}

function notes(student: StudentResult): string {
  const list = [...student.unreadable, ...student.notes];
  if (list.length === 0) return "";
  return `<h2>Notes</h2>\n<ul>${list.map((note) => `<li>${escaped(note)}</li>`).join("")}</ul>\n`;
}

function exerciseSection(result: ExerciseResult, { slug, title, max }: GradedExercise): string {
  const report = { slug, title, points: result.points ?? 0, max, checks: result.checks };
  const body = reportHtml(report, { all: true, hiddenValues: false });
  const again = result.repeated ? "<p>This exercise was run twice; the second run counts.</p>" : "";
  return `<h2>${escaped(title)}</h2>\n${body}${again}`;
}
