import { escaped } from "@headgate/check/engine";
import type { StudentResult } from "../../class/results.ts";
import { scrollingTable } from "../page.ts";

/** How a student is shown: by name, the key behind it where that differs, leading to their feedback where there is one. */
export type Person = (student: StudentResult) => string;

export function personWith(hasFeedback: boolean): Person {
  return ({ student, name, feedback }) => {
    const shown = escaped(name.trim() === "" ? student : name);
    const key = name === student ? "" : ` <span class="soft">${escaped(student)}</span>`;
    const file = `feedback/${encodeURIComponent(feedback)}.html`;
    return hasFeedback ? `<a href="${escaped(file)}">${shown}</a>${key}` : `${shown}${key}`;
  };
}

/** "1 student", "2 students". */
export function counted(number: number, noun: string, many = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : many}`;
}

/** HTML: "40 %" of a whole, never 0 of something nor 100 of less than all; "–" where there is no whole. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return "–";
  const rounded = Math.round((100 * part) / whole);
  if (rounded === 0 && part > 0) return "&lt; 1 %";
  return rounded === 100 && part < whole ? "&gt; 99 %" : `${rounded} %`;
}

/** Milliseconds for a reader: "12 ms", "1.2 s". */
export function shownTime(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** A part of the page under its heading; nothing where there is nothing in it. */
export function section(id: string, title: string, html: string): string {
  return html === "" ? "" : `<section id="${id}"><h2>${escaped(title)}</h2>\n${html}\n</section>\n`;
}

/** A bar as long as its share, beside the number that it shows. */
export function bar(part: number, whole: number): string {
  const width = whole === 0 ? 0 : Math.round((100 * part) / whole);
  return `<span class="bar" style="--w:${width}%"></span>`;
}

/** Text of a student's, cut to a length that a report has room for. */
export function excerpt(text: string, length = 400): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}

/** A table of which the first rows are in sight and the rest is folded away; nothing where there are none. */
export function foldedTable(
  label: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { numbers = [], shown = 12 }: { numbers?: readonly number[]; shown?: number } = {},
): string {
  if (rows.length === 0) return "";
  const rest = rows.slice(shown);
  const table = scrollingTable(label, head, rows.slice(0, shown), numbers);
  if (rest.length === 0) return table;
  const folded = scrollingTable(`${label}, the rest`, head, rest, numbers);
  return `${table}\n<details><summary>${rest.length} more</summary>${folded}</details>`;
}
