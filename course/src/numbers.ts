// `[[=name]]` in a text: the value that a cell prints as `name = value`. The value is read from the expected output,
// which a run is compared with; so no number in the text can differ from what a cell gives.

import { fenced } from "./marks.ts";

/** The expected output of one cell, and which cell it is. */
export interface Printed {
  readonly cell: number;
  readonly text: string;
}

/** Within a table `|` is written `\|`. */
export const numberMark: RegExp =
  /\[\[=((?:\/(?:\\.|[^/\\\n])+\/)|[^\]|/\\\n][^\]|\\\n]*?)(?:\\?\|([^\]\n]*))?\]\]/g;

export type Filled = { readonly text: string } | { readonly fault: string; readonly at: number };

/** Fills every number of a text that stands at cell `cell`; the fault's `at` is an offset in the text. */
export function fillNumbers(text: string, cell: number, printed: readonly Printed[]): Filled {
  const above = printed.filter((each) => each.cell <= cell);
  above.reverse();
  const nearest = [...above, ...printed.filter((each) => each.cell > cell)];
  const code = [...text.matchAll(fenced)].map((fence) => [fence.index, fence[0].length] as const);
  let filled = "";
  let end = 0;
  for (const match of text.matchAll(numberMark)) {
    const [mark, source = "", format] = match;
    if (code.some(([at, length]) => at < match.index && match.index < at + length)) continue;
    const value = source.startsWith("/")
      ? captured(source, nearest)
      : named(source.trim(), nearest);
    if (typeof value !== "string") {
      return { fault: `\`${mark}\`: ${value?.fault ?? unknown(source, nearest)}`, at: match.index };
    }
    const written = format === undefined ? value : formatted(value, format.trim());
    if (written === undefined) {
      return {
        fault: `\`${mark}\`: expected the format \`grouped\` and a plain number, got \`${value}\``,
        at: match.index,
      };
    }
    filled += text.slice(end, match.index) + written;
    end = match.index + mark.length;
  }
  for (const { index } of text.matchAll(/(?<!\\)\[\[=/g)) {
    const isCode = code.some(([at, length]) => at < index && index < at + length);
    if (isCode || [...text.matchAll(numberMark)].some((mark) => mark.index === index)) continue;
    const fault = `\`${text.slice(index).split("\n", 1)[0]!.slice(0, 40)}\`: expected \`[[=name]]\` or \`[[=/expression/]]\`, without flags`;
    return { fault, at: index };
  }
  return { text: filled + text.slice(end) };
}

function named(name: string, nearest: readonly Printed[]): string | undefined {
  for (const { text } of nearest) {
    for (const line of text.split("\n")) {
      if (line.startsWith(`${name} = `)) return line.slice(name.length + 3).trim();
    }
  }
  return undefined;
}

function captured(
  source: string,
  nearest: readonly Printed[],
): string | undefined | { fault: string } {
  let expression: RegExp;
  try {
    expression = new RegExp(source.slice(1, -1));
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
  for (const { text } of nearest) {
    for (const line of text.split("\n")) {
      const match = expression.exec(line);
      if (match === null) continue;
      return match[1] ?? { fault: "the expression has no group ( ) for the number" };
    }
  }
  return undefined;
}

function formatted(value: string, format: string): string | undefined {
  if (format !== "grouped" || !/^-?\d+(\.\d+)?$/.test(value)) return undefined;
  const [whole, fraction] = value.split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function unknown(source: string, nearest: readonly Printed[]): string {
  if (source.startsWith("/"))
    return "no expected output of this chapter has a line that it matches";
  const names = nearest.flatMap(({ text }) =>
    text.split("\n").flatMap((line) => /^([^=]+?) = /.exec(line)?.[1] ?? []),
  );
  const known =
    names.length === 0 ? "no cell prints a line `name = value`" : `there are ${names.join(", ")}`;
  return `no expected output of this chapter has the line \`${source.trim()} = …\`; ${known}`;
}
