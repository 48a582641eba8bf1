import {
  amount,
  escaped,
  inline,
  summary,
  telling,
  verdictWords,
  type CheckResult,
} from "@headgate/check/engine";
import type { ExerciseResult, GradedExercise } from "../class/results.ts";
import { adjustmentLines, shownOf } from "./feedback-facts.ts";

/** How an exercise of a feedback page looks beside what all pages share. */
export const exerciseStyle = `
section { margin-top: 2.6rem; border-top: 1px solid var(--line); padding-top: 1.2rem }
section h2 { margin: 0; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1.5rem }
h2 .points { font-weight: 400; font-variant-numeric: tabular-nums }
.checks { width: 100% } .checks td { padding: .2rem 1rem .2rem 0 } .checks td:first-child { width: 11.5em } .checks .n { white-space: nowrap; padding-right: 0; width: 6em }
.good { color: var(--good) } .bad { color: var(--bad) } .warn { color: var(--warn) }
.badge { border: 1px solid var(--line); border-radius: 4px; padding: 0 .35em; font-size: .8em; color: var(--soft); white-space: nowrap }
.fail { background: var(--card); border-radius: 8px; padding: .8rem 1.1rem; margin: .9rem 0 }
.fail h3 { margin: 0 } .fail p { margin: .3rem 0; white-space: pre-wrap }
.fail dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1.1rem; margin: .5rem 0 }
.fail dt { color: var(--soft) } .fail dd { margin: 0; white-space: pre-wrap }
code, .fail dd { font-family: ui-monospace, monospace; font-size: .9em }
.hint { border-top: 1px solid var(--line); padding-top: .4rem }
.said { background: var(--card); border-left: 4px solid var(--link); border-radius: 0 8px 8px 0; padding: .7rem 1.1rem; margin: 1rem 0; white-space: pre-wrap }
@media (max-width: 40rem) {
  .fail dl { display: block } .fail dt { margin-top: .4rem }
  .checks td:first-child { width: auto } .checks td { padding-right: .6rem }
}
`;

/** One exercise of a student's feedback: its checks, and what those that failed saw, as far as the student may see it. */
export function exerciseHtml(
  result: ExerciseResult,
  { slug, title, max }: GradedExercise,
  id: string,
): string {
  const { points, earned, checks } = result;
  const report = { slug, title, points: earned ?? 0, max, checks };
  const shown = points === null ? "not graded" : `${amount(points)} of ${amount(max)}`;
  const lines = [
    ...adjustmentLines(result),
    ...(result.repeated ? ["This exercise was run twice; the second run counts."] : []),
  ];
  return `<section id="${id}"><h2>${escaped(title)} <span class="points">${shown}</span></h2>
<p class="soft">${escaped([summary(report), ...lines].join(" "))}</p>
${said(result.comment)}<table class="checks"><thead><tr><th scope="col">Result</th><th scope="col">Check</th><th scope="col" class="n">Points</th></tr></thead><tbody>
${checks.map(row).join("\n")}
</tbody></table>
${telling(report).map(failure).join("\n")}
</section>`;
}

/** What an instructor wrote; nothing where there is nothing. */
export function said(comment: string | undefined): string {
  return comment === undefined
    ? ""
    : `<p class="said"><strong>Your instructor:</strong> ${escaped(comment)}</p>\n`;
}

function colourOf({ verdict }: CheckResult): string {
  if (verdict === "correct") return "good";
  return verdict === "wrong" ? "bad" : verdict === "not submitted" ? "soft" : "warn";
}

function row(check: CheckResult): string {
  const { sign, word } = verdictWords[check.verdict];
  const badge = check.hidden ? ' <span class="badge">at grading</span>' : "";
  const points = `${amount(check.points)} of ${amount(check.max)}`;
  return `<tr><td class="${colourOf(check)}">${sign} ${word}</td><td>${inline(check.name)}${badge}</td><td class="n">${points}</td></tr>`;
}

function failure(check: CheckResult): string {
  const { sign, word } = verdictWords[check.verdict];
  const shown = shownOf(check);
  const message = shown.filter(({ name }) => name === "message");
  const values = shown.filter(({ name }) => name !== "message");
  const rows = values.map(({ name, text }) => `<dt>${name}</dt><dd>${escaped(text)}</dd>`);
  const hint = check.hint === undefined ? "" : `<p class="hint">Hint: ${inline(check.hint)}</p>`;
  return (
    `<div class="fail"><h3><span class="${colourOf(check)}">${sign}</span> ${inline(check.name)}</h3>` +
    `<p>${message.map(({ text }) => inline(text)).join("") || word}</p>` +
    `${rows.length === 0 ? "" : `<dl>${rows.join("")}</dl>`}${hint}</div>`
  );
}
