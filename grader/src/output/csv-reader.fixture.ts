import { parse } from "csv-parse/sync";

/** The cells of a table, read by a parser that forgives nothing: every row as long as the first, every quote in its place. */
export function readCsv(text: string, delimiter = ","): string[][] {
  return parse(text, {
    delimiter,
    record_delimiter: "\r\n",
    relax_quotes: false,
    relax_column_count: false,
    skip_empty_lines: false,
  });
}

/** The cells that a spreadsheet would take for a formula; a number is none. */
export function formulasIn(rows: readonly (readonly string[])[]): string[] {
  return rows
    .flat()
    .filter((cell) => /^\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(cell))
    .filter((cell) => !/^-?\d+(\.\d+)?$/.test(cell));
}
