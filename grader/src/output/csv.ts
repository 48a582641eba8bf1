import { visibleControls } from "@headgate/check/engine";
import { stringify } from "csv-stringify/sync";

/** One cell: a text, a number, or nothing. */
export type Cell = string | number | null;

/** Rows as RFC 4180 writes them: lines that end in CR LF, quotes where they are needed; commas unless told otherwise. */
export function csvText(rows: readonly (readonly Cell[])[], delimiter = ","): string {
  return stringify(
    rows.map((row) => row.map((cell) => (cell === null ? "" : cell))),
    // A spreadsheet may split at these as well, and trims what is not quoted.
    { delimiter, record_delimiter: "windows", quoted_match: /[,;\t\n\r']|^\s|\s$/ },
  );
}

/**
 * Text that no spreadsheet takes for a formula: what begins like one, in ASCII or in its full-width forms, gets a
 * quote in front, also where blanks stand before it. Control characters, which end a cell or a terminal's good
 * manners, are made visible; all else stays, so that a key still finds its student.
 */
export function safeText(text: string): string {
  const shown = text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, visibleControls)
    .replace(/\p{Surrogate}/gu, "\ufffd");
  return /^[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(shown) ? `'${shown}` : shown;
}

/** Points with two decimals at most; null where there are none. */
export function rounded(points: number | null): number | null {
  return points === null ? null : Math.round(points * 100) / 100;
}
