import { readFileSync, statSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { CliError } from "../cli-error.ts";
import type { Roster } from "./intake.ts";
import { shownName } from "./names.ts";

const sizeLimit = 20_000_000;

/** A table of texts, its row of headings first, with the line of the file on which each row ends. */
export interface RosterTable {
  readonly delimiter: Roster["delimiter"];
  /** Whether the file begins with a byte order mark. */
  readonly hasMark: boolean;
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
}

/**
 * Reads a table that a spreadsheet or an LMS has written: UTF-8, or UTF-16 with its mark; parted by `,`, `;` or tabs.
 * Blank lines are left out. Throws `CliError`, which names the line.
 */
export function readTable(path: string): RosterTable {
  const { text: whole, hasMark } = textOf(path);
  // Excel's hint at the delimiter.
  const text = whole.replace(/^sep=[,;\t]\r?\n/i, "");
  const before = text === whole ? 0 : 1;
  const delimiter = delimiterOf(text);
  const rows: string[][] = [];
  const lines: number[] = [];
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    for (const { record, info } of records) {
      if (record.every((cell) => cell.trim() === "")) continue;
      rows.push(record);
      lines.push(info.lines + before);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED";
    const line = isOpen ? openQuoteLine(text) : Number(error["lines"]);
    throw new CliError(
      `The roster ${path} is no table: on line ${line + before} ${problemOf(error.code)}.`,
    );
  }
  const [headings] = rows;
  if (!headings)
    throw new CliError(`Expected the roster ${path} to have a row of headings, got an empty file.`);
  const uneven = rows.findIndex((row) => row.length !== headings.length);
  if (uneven > 0)
    throw new CliError(
      `The roster ${path} has ${rows[uneven]!.length} columns on line ${lines[uneven]}, and ${headings.length} headings: a quote or a delimiter is missing there.`,
    );
  return { delimiter, hasMark, rows, lines };
}

function problemOf(code: string): string {
  if (code === "CSV_QUOTE_NOT_CLOSED") return "a quote begins that is never closed";
  if (code === "INVALID_OPENING_QUOTE")
    return "there is a quote within a cell that has none around it";
  if (code === "CSV_INVALID_CLOSING_QUOTE") return "something stands behind a closing quote";
  return `something cannot be read (${code})`;
}

/** The line of the last quote that opens a cell. */
function openQuoteLine(text: string): number {
  const quotes = [...text.matchAll(/"/g)].map(({ index }) => index);
  const opening = quotes.filter((_, order) => order % 2 === 0).at(-1) ?? 0;
  return text.slice(0, opening).split("\n").length;
}

function textOf(path: string): { readonly text: string; readonly hasMark: boolean } {
  let bytes: Buffer;
  try {
    const { size } = statSync(path);
    if (size > sizeLimit)
      throw new CliError(`The roster ${path} has ${size} bytes; at most ${sizeLimit} are read.`);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError(whyNot(path, code));
  }
  const start = bytes.subarray(0, 4).toString("latin1");
  if (start.startsWith("PK"))
    throw new CliError(`The roster ${path} is a workbook or a zip: save it as CSV (UTF-8).`);
  if (start.startsWith("\xd0\xcf\x11\xe0"))
    throw new CliError(`The roster ${path} is an old Excel workbook: save it as CSV (UTF-8).`);
  const encoding = start.startsWith("\xff\xfe")
    ? "utf-16le"
    : start.startsWith("\xfe\xff")
      ? "utf-16be"
      : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    const hasMark = encoding !== "utf-8" || start.startsWith("\xef\xbb\xbf");
    if (!text.includes("\0")) return { text, hasMark };
  } catch {
    // The sentence below is for this too.
  }
  throw new CliError(`The roster ${path} is not in UTF-8: save it again as "CSV UTF-8".`);
}

function whyNot(path: string, code: string | undefined): string {
  if (code === "ENOENT") return `There is no file ${path}, which was named as the roster.`;
  if (code === "EISDIR") return `The roster ${path} is a folder; name the CSV file itself.`;
  return `The roster ${path} cannot be read (${code}).`;
}

/** What parts the first line into the most cells, outside of quotes. */
function delimiterOf(text: string): Roster["delimiter"] {
  const first = text
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r?\n/)
    .find((line) => line.trim() !== "");
  const count = (delimiter: string): number => (first ?? "").split(delimiter).length;
  const [most] = [",", ";", "\t"].sort((one, other) => count(other) - count(one));
  return most as Roster["delimiter"];
}

/** A row as it is shown: its line and its first cells. */
export function shownRow(row: readonly string[], line: number): string {
  const cells = row.filter((cell) => cell.trim() !== "").slice(0, 3);
  return shownName(`line ${line}: ${cells.join(", ")}`);
}
