import { compactLevels, type Context, lineWidth, maxItems } from "./context.ts";

/** A value taken apart: what stands before the bracket, the brackets, and the formatted entries. */
export interface Parts {
  /** A text of its own before the bracket, such as a function's or an error's; often empty. */
  readonly base: string;
  readonly open: string;
  readonly close: string;
  readonly entries: readonly string[];
  /** The items, where the entries are those of an array: then many short ones are set in columns. */
  readonly items: ArrayLike<unknown> | null;
}

/** More entries than this are set in columns. */
const columnsFrom = 6;

/** Sets the parts on one line where they fit, else one entry (or one row of short items) per line. */
export function joinParts(context: Context, parts: Parts, level: number): string {
  const { base, open, close } = parts;
  const entries =
    parts.items !== null && parts.entries.length > columnsFrom
      ? inColumns(context, parts.entries, parts.items)
      : parts.entries;
  const lead = base === "" ? "" : `${base} `;
  // Rows of items, and values that hold more than three levels, always take several lines.
  if (context.level - level < compactLevels && entries === parts.entries) {
    const taken = entries.length + context.indent + open.length + base.length + 10;
    const joined = entries.join(", ");
    if (fits(entries, taken, base) && !joined.includes("\n")) {
      return `${lead}${open} ${joined} ${close}`;
    }
  }
  const indent = `\n${" ".repeat(context.indent)}`;
  return `${lead}${open}${indent}  ${entries.join(`,${indent}  `)}${indent}${close}`;
}

function fits(entries: readonly string[], taken: number, base: string): boolean {
  let total = entries.length + taken;
  if (total + entries.length > lineWidth) return false;
  for (const entry of entries) {
    total += entry.length;
    if (total > lineWidth) return false;
  }
  return !base.includes("\n");
}

const gap = 2;

/** How many columns make the items look about square, by the length of the longest and of them all. */
function columnCount(context: Context, lengths: readonly number[], entries: number): number {
  const count = lengths.length;
  const total = lengths.reduce((sum, length) => sum + length + gap, 0);
  const longest = Math.max(...lengths);
  const width = longest + gap;
  const room = width * 3 + context.indent < lineWidth;
  if (!room || !(total / width > 5 || longest <= 6)) return 1;
  const bias = Math.max(width - 3 - Math.sqrt(width - total / entries), 1);
  const square = Math.round(Math.sqrt(2.5 * bias * count) / bias);
  return Math.min(square, Math.floor((lineWidth - context.indent) / width), compactLevels * 4, 15);
}

function inColumns(
  context: Context,
  entries: readonly string[],
  items: ArrayLike<unknown>,
): readonly string[] {
  // Beyond that many entries the last one says how many more there are; it keeps a row of its own.
  const shown = entries.length > maxItems ? entries.slice(0, -1) : entries;
  const lengths = shown.map(displayWidth);
  const columns = columnCount(context, lengths, entries.length);
  if (columns <= 1) return entries;
  const widths = Array.from({ length: columns }, (_, column) => {
    return Math.max(...lengths.filter((_length, at) => at % columns === column)) + gap;
  });
  const numeric = entries.every((_, at) => /^(number|bigint)$/.test(typeof items[at]));
  const rows: string[] = [];
  for (let at = 0; at < shown.length; at += columns) {
    rows.push(row(shown.slice(at, at + columns), widths, numeric));
  }
  return shown === entries ? rows : [...rows, entries.at(-1)!];
}

function row(cells: readonly string[], widths: readonly number[], numeric: boolean): string {
  const last = cells.length - 1;
  const pad = (cell: string, column: number): string => {
    const text = column === last ? cell : `${cell}, `;
    const room = widths[column]! - (column === last ? gap : 0) + cell.length - displayWidth(cell);
    if (numeric) return text.padStart(room);
    return column === last ? text : text.padEnd(room);
  };
  return cells.map(pad).join("");
}

// Characters that take two columns (East Asian ones and pictures), and marks that take none.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const zero = /\p{Mn}|\p{Me}|[\u200b-\u200d]|[\u{fe00}-\u{fe0f}]/u;

/** The columns that a text takes in a fixed-width font. */
function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text.normalize("NFC")) {
    width += zero.test(character) ? 0 : wide.test(character) ? 2 : 1;
  }
  return width;
}
