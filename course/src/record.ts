// Writes what a run gave into the `output` fences of a chapter's source.
import type { CodeCell } from "./chapter.ts";
import { recorded } from "./run-chapter.ts";
import type { CellResult } from "./session.ts";

/** The source with the outputs of these cells; an output that varies stays if there is one. */
export function recordOutputs(
  source: string,
  results: readonly { readonly cell: CodeCell; readonly result: CellResult }[],
): string {
  const lines = source.split("\n");
  // From the last cell to the first, so that the line numbers above stay right.
  for (let index = results.length - 1; index >= 0; index -= 1) {
    const { cell, result } = results[index]!;
    const open = cell.line - 1;
    const ticks = /^`+/.exec(lines[open]!)![0];
    const close = lines.findIndex((line, number) => number > open && line.trimEnd() === ticks);
    lines.splice(close + 1, cell.lastLine - (close + 1), ...outputFences(cell, result));
  }
  return lines.join("\n");
}

function outputFences(cell: CodeCell, result: CellResult): string[] {
  const { text, error, html } = recorded(result);
  const before = cell.outputs.text;
  const kept = before?.varies === true && before.text !== "" && text !== "" ? before.text : text;
  return [
    ...(kept === ""
      ? []
      : fence(before?.varies === true ? "text output varies" : "text output", kept)),
    ...(error === "" ? [] : fence("error output", error)),
    ...(html === undefined ? [] : fence("html output", html)),
  ];
}

function fence(info: string, text: string): string[] {
  const longest = Math.max(
    2,
    ...[...text.matchAll(/^\s*(`+)/gm)].map(([, found]) => found!.length),
  );
  const ticks = "`".repeat(longest + 1);
  return [`${ticks}${info}`, ...(text === "" ? [] : text.split("\n")), ticks];
}
