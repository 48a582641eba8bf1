import type { CheckResult, Report } from "./report.ts";
import {
  amount,
  evidence,
  firstToFix,
  hintLine,
  summary,
  verdictWords,
  visibleControls,
} from "./words.ts";

/**
 * A report as a piece of HTML that works without scripts and in any colours: a table of the checks, then the first
 * one to fix. Every text in it is escaped. It carries its own style, all of it inline.
 */
export function reportHtml(report: Report): string {
  const failed = firstToFix(report);
  return (
    `<section class="headgate-report" style="${styles.section}">` +
    `<p style="${styles.summary}"><strong>${escaped(report.title)}</strong> ${escaped(summary(report))}</p>` +
    `<table style="${styles.table}"><thead><tr>${["Result", "Check", "Points"].map(heading).join("")}</tr></thead>` +
    `<tbody>${report.checks.map(row).join("")}</tbody></table>` +
    (failed ? failure(failed) : "") +
    "</section>"
  );
}

const styles = {
  section:
    "border:1px solid #8886;border-radius:4px;padding:0.5em 1em;margin:0.5em 0;max-width:60em",
  summary: "margin:0.3em 0 0.6em",
  table: "border-collapse:collapse;margin:0",
  cell: "text-align:left;vertical-align:top;padding:0.15em 1em 0.15em 0;border:0;background:none",
  shortCell:
    "text-align:left;vertical-align:top;padding:0.15em 1em 0.15em 0;border:0;background:none;white-space:nowrap",
  failure: "border-left:4px solid #8888;padding-left:0.8em;margin:0.8em 0 0.3em",
  message: "margin:0.2em 0;white-space:pre-wrap",
  values: "display:grid;grid-template-columns:max-content 1fr;gap:0.1em 1em;margin:0.4em 0",
  code: "white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font-family:monospace",
};

function heading(text: string): string {
  return `<th scope="col" style="${styles.cell}">${text}</th>`;
}

function row(check: CheckResult): string {
  const { sign, word } = verdictWords[check.verdict];
  const points = `${amount(check.points)} of ${amount(check.max)}`;
  const name = check.hidden ? `${check.name} (at grading)` : check.name;
  const cells = [escaped(`${sign} ${word}`), inline(name), points].map(
    (text, index) => `<td style="${index === 1 ? styles.cell : styles.shortCell}">${text}</td>`,
  );
  return `<tr>${cells.join("")}</tr>`;
}

function failure(check: CheckResult): string {
  const { sign, word } = verdictWords[check.verdict];
  const values = evidence(check).map(
    ({ name, text }) => `<dt>${name}</dt><dd style="${styles.code}">${escaped(text)}</dd>`,
  );
  const hint =
    check.hint === undefined
      ? ""
      : `<p style="${styles.message}">${inline(hintLine(check.hint))}</p>`;
  return (
    `<div style="${styles.failure}"><p style="${styles.message}"><strong>${sign} ${inline(check.name)}</strong> ` +
    `(${word})</p><p style="${styles.message}">${inline(check.message)}</p>` +
    (values.length > 0 ? `<dl style="${styles.values}">${values.join("")}</dl>` : "") +
    `${hint}</div>`
  );
}

/** Escaped text in which \`code\` is code, as the authors of names, messages and hints write it. */
export function inline(text: string): string {
  return escaped(text).replace(/`([^`\n]+)`/g, "<code>$1</code>");
}

/** Text that is only text, in an element or in a quoted attribute. */
export function escaped(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return visibleControls(text).replace(/[&<>"']/g, (character) => entities[character]!);
}
