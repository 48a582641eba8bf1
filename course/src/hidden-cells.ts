// Hidden cells in a notebook. There the prose holds its numbers already, so a cell that prints them alone is left out; what prepares
// later cells stays, folded, and says in the one line that JupyterLab shows that nothing is to be read.
import type { Cell, CodeCell } from "./chapter.ts";

/** The first line of a hidden cell in a notebook. */
export const foldedLine = "// Prepares cells below; there is nothing to read here.";

/** The cells of a chapter without those hidden ones that print numbers and declare nothing that a cell behind them uses. */
export function notebookCells(cells: readonly Cell[]): Cell[] {
  const kept: Cell[] = [];
  let later = "";
  for (const cell of [...cells].reverse()) {
    if (cell.kind === "code" && printsNumbersAlone(cell, later)) continue;
    kept.push(cell);
    if (cell.kind === "code" || cell.kind === "exercise") later += `\n${cell.code}`;
    if (cell.kind === "exercise") later += `\n${cell.check}`;
  }
  return kept.reverse();
}

function printsNumbersAlone(
  { hidden, expectError, outputs, code }: CodeCell,
  later: string,
): boolean {
  if (!hidden || expectError || outputs.text === undefined || outputs.html !== undefined)
    return false;
  const used = new Set(wordsIn(later));
  return !topLevelNames(code).some((name) => used.has(name));
}

/**
 * What a cell declares at the start of a line: read from its text, for whoever prints a notebook needs no compiler. It may
 * name too much, never too little: a cell too many is folded away, one too few fails a reader's run.
 */
function topLevelNames(code: string): string[] {
  const named =
    /^(?:async function|function|(?:abstract )?class|(?:const )?enum|type|interface)\b\s*\*?\s*([\w$]+)/gm;
  const imported = /^import\s([^"';]*?)\sfrom\b/gm;
  const bound = /^(?:const|let|var)\s+([^;]*)/gm;
  return [
    ...[...code.matchAll(named)].flatMap(([, name = ""]) => [name]),
    ...[...code.matchAll(imported)].flatMap(([, names = ""]) => wordsIn(names)),
    ...[...code.matchAll(bound)].flatMap(([, declared = ""]) => boundNames(declared)),
  ];
}

/** The names of `a = 1, b: T = 2`, of `a, b` and of `{ a, b: [c] } = d`. */
function boundNames(declared: string): string[] {
  const equals = /\s*(?::[^=]*)?=(?![=>])/.source;
  const [pattern] = new RegExp(`^[[{].*[\\]}](?=${equals})`, "s").exec(declared) ?? [];
  const single = [...declared.matchAll(new RegExp(`([\\w$]+)${equals}`, "g"))];
  if (pattern === undefined && single.length === 0) return wordsIn(declared);
  return [...wordsIn(pattern ?? ""), ...single.flatMap(([, name = ""]) => [name])];
}

const wordsIn = (text: string): string[] => text.match(/[A-Za-z_$][\w$]*/g) ?? [];
