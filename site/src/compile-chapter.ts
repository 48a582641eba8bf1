import type { Cell, Chapter } from "@headgate/course";
import { CellError } from "./cell-error.ts";
import { type CompiledCell, compileCell } from "./compile-cell.ts";
import { SiteError } from "./site-error.ts";

/** One cell of a page that can be run. */
export interface RunnableCell {
  readonly code: string;
  readonly compiled: CompiledCell;
  /** The number that readers see. Hidden cells have theirs behind all others. */
  readonly number: number;
  readonly hidden: boolean;
}

/** The runnable cells of a chapter: for each of its cells none, one, or an exercise's two. */
export type CompiledChapter = ReadonlyMap<Cell, readonly RunnableCell[]>;

// What a browser's worker lacks of Node's globals.
const onlyInNode = new Set(
  "process Buffer require module exports global __dirname __filename".split(" "),
);

/** Compiles the cells of a chapter, each against what the cells above it declare. */
export function compileChapter(chapter: Chapter): CompiledChapter {
  const declared = new Set<string>();
  const compiled = new Map<Cell, RunnableCell[]>();
  const visible = chapter.cells.flatMap(codesOf).filter(({ hidden }) => !hidden).length;
  let shown = 0;
  let hiddenOnes = 0;
  for (const cell of chapter.cells) {
    const runnable = codesOf(cell).map(({ code, hidden }) => {
      const result = compileOne(code, declared, `${chapter.path}:${cell.line}`);
      for (const name of result.declares) declared.add(name);
      const number = hidden ? visible + (hiddenOnes += 1) : (shown += 1);
      return { code, compiled: result, number, hidden };
    });
    if (runnable.length > 0) compiled.set(cell, runnable);
  }
  return compiled;
}

function codesOf(cell: Cell): { code: string; hidden: boolean }[] {
  if (cell.kind === "code") return [{ code: cell.code, hidden: cell.hidden }];
  if (cell.kind !== "exercise") return [];
  return [cell.code, cell.check].map((code) => ({ code, hidden: false }));
}

function compileOne(code: string, declared: ReadonlySet<string>, where: string): CompiledCell {
  const fail = (sentence: string): never => {
    throw new SiteError(`${where}: ${sentence}`);
  };
  try {
    const compiled = compileCell(code, declared);
    for (const { name, line, session } of compiled.needs) {
      if (session || (name in globalThis && !onlyInNode.has(name))) continue;
      const why = onlyInNode.has(name) ? "a page has no such thing" : "no cell above declares it";
      fail(`the cell's line ${line} uses \`${name}\`, but ${why}.`);
    }
    return compiled;
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    return fail(
      `${error.line === undefined ? "" : `the cell's line ${error.line}: `}${error.message}`,
    );
  }
}
