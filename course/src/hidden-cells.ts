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
  return !topLevelNames(code).some((name) =>
    new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(later),
  );
}

/** What a cell declares at the start of a line: read from its text, for whoever prints a notebook needs no compiler. */
function topLevelNames(code: string): string[] {
  const single =
    /^(?:const|let|var|async function|function|class|abstract class|type|interface)\b\s*\*?\s*([A-Za-z_]\w*)/gm;
  const several = /^(?:(?:const|let|var)\s*([[{][^=]*?[\]}])|import\s([^"';]*?)\sfrom\b)/gm;
  return [
    ...[...code.matchAll(single)].flatMap(([, name = ""]) => [name]),
    ...[...code.matchAll(several)]
      .flatMap(([, pattern, imported]) => [
        ...(pattern ?? imported ?? "").matchAll(/[A-Za-z_]\w*/g),
      ])
      .map(([name]) => name),
  ];
}
