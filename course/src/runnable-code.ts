import type { Cell } from "./chapter.ts";

/** A piece of code that a session runs, and where its lines stand in the sources. */
export interface RunnableCode {
  readonly cell: Extract<Cell, { kind: "code" | "exercise" }>;
  readonly role: "cell" | "answer" | "check";
  readonly code: string;
  readonly path: string;
  /** The line of `path` that holds the code's first line. */
  readonly line: number;
}

/** Everything a session runs, in order: live cells, and for each exercise the stub and its check. */
export function runnableCode(chapter: {
  readonly path: string;
  readonly cells: readonly Cell[];
}): RunnableCode[] {
  return chapter.cells.flatMap((cell): RunnableCode[] => {
    if (cell.kind === "code") {
      return [{ cell, role: "cell", code: cell.code, path: chapter.path, line: cell.line + 1 }];
    }
    if (cell.kind !== "exercise") return [];
    const { folder, slug } = cell.exercise;
    return [
      { cell, role: "answer", code: cell.code, path: `exercises/${folder}/${slug}.ts`, line: 1 },
      { cell, role: "check", code: cell.check, path: chapter.path, line: cell.line },
    ];
  });
}
