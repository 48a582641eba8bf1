// Cuts the body of a chapter into pieces: headings of sections, blocks in live fences, and the prose between.
// Fences that are only shown stay within the prose, so that nothing in them is taken for a mark.
import { readFence, type Fence } from "./fence.ts";
import type { Fail } from "./source-error.ts";

export type Piece = { readonly line: number } & (
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "prose"; readonly text: string }
  | {
      readonly kind: "block";
      readonly fence: Exclude<Fence, { kind: "shown" }>;
      readonly body: string;
      readonly lastLine: number;
    }
);

/** Cuts a body that begins on `firstLine` of its file. */
export function scan(body: string, firstLine: number, fail: Fail): Piece[] {
  const lines = body.split("\n");
  const pieces: Piece[] = [];
  let prose: string[] = [];
  let proseLine = firstLine;
  let openDetails = 0;
  const endProse = (next: number): void => {
    if (prose.some((line) => line.trim() !== "")) {
      pieces.push({ kind: "prose", line: proseLine, text: prose.join("\n") });
    }
    prose = [];
    proseLine = next;
  };

  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index]!;
    const line = firstLine + index;
    const opening = /^\s*(`{3,}|~{3,})\s*(.*)$/.exec(text);
    if (opening !== null) {
      const end = closingFence(lines, index, opening[1]!);
      if (end === undefined) fail(line, "this fence is never closed");
      // Only a fence at the start of a line can be live: an indented one belongs to a list, and is shown.
      const fence = text.startsWith("```") ? readFence(opening[2]!.trim(), line, fail) : undefined;
      if (fence === undefined || fence.kind === "shown") {
        const first = fence === undefined ? text : `${opening[1]}${fence.info}`;
        prose.push(first, ...lines.slice(index + 1, end + 1));
      } else {
        if (openDetails > 0)
          fail(
            line,
            "a cell or a question cannot stand within <details>; write `ts shown` for code that does not run",
          );
        endProse(firstLine + end + 1);
        pieces.push({
          kind: "block",
          line,
          fence,
          body: lines.slice(index + 1, end).join("\n"),
          lastLine: firstLine + end,
        });
      }
      index = end;
    } else if (text.startsWith("## ")) {
      if (openDetails > 0) fail(line, "a section cannot begin within <details>");
      endProse(line + 1);
      pieces.push({ kind: "heading", line, text: text.slice(3).trim() });
    } else {
      if (text.startsWith("# "))
        fail(line, "a chapter has no `#` heading: its title stands in the front matter");
      openDetails += count(text, /<details\b/g) - count(text, /<\/details>/g);
      prose.push(text);
    }
  }
  if (openDetails !== 0)
    fail(
      firstLine + lines.length - 1,
      "a <details> of this chapter is not closed, or closed twice",
    );
  endProse(0);
  return pieces;
}

function closingFence(lines: readonly string[], open: number, ticks: string): number | undefined {
  for (let index = open + 1; index < lines.length; index += 1) {
    const closing = /^\s*(`{3,}|~{3,})\s*$/.exec(lines[index]!)?.[1];
    if (closing !== undefined && closing[0] === ticks[0] && closing.length >= ticks.length)
      return index;
  }
  return undefined;
}

function count(text: string, expression: RegExp): number {
  return [...text.matchAll(expression)].length;
}
