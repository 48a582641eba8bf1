// Output fences belong to the cell that they follow.
import type { Outputs } from "./chapter.ts";
import type { Piece } from "./scan.ts";
import type { Fail } from "./source-error.ts";

/** A piece, and for a live cell what it is expected to give. */
export interface Grouped {
  readonly piece: Piece;
  readonly outputs: Outputs;
  readonly lastLine: number;
}

/** Puts the output fences to the cell they follow. */
export function withOutputs(pieces: readonly Piece[], draft: boolean, fail: Fail): Grouped[] {
  const grouped: { piece: Piece; outputs: Outputs; lastLine: number }[] = [];
  for (const piece of pieces) {
    const owner = grouped.at(-1);
    const isOutput = piece.kind === "block" && piece.fence.kind === "output";
    if (!isOutput || owner?.piece.kind !== "block" || owner.piece.fence.kind !== "code") {
      grouped.push({
        piece,
        outputs: {},
        lastLine: piece.kind === "block" ? piece.lastLine : piece.line,
      });
      continue;
    }
    const { fence, body, line } = piece;
    if (fence.kind !== "output") continue;
    if (owner.outputs[fence.stream] !== undefined)
      fail(line, `this cell has a \`${fence.stream} output\` already`);
    const text = trimOutput(body);
    if (text === "" && fence.stream !== "html" && !draft)
      fail(
        line,
        `this \`${fence.stream} output\` is empty; leave it away when the cell prints nothing`,
      );
    const output = fence.stream === "text" ? { text, varies: fence.varies } : { text };
    owner.outputs = { ...owner.outputs, [fence.stream]: output };
    owner.lastLine = piece.lastLine;
  }
  return grouped;
}

/** An output as it is compared: without spaces at the ends of lines and without blank lines at the end. */
export function trimOutput(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .trimEnd();
}
