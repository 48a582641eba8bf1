// The cells under TypeScript 7, strictly: one module for each chapter in a folder of this process under .cache/cells, and
// one run of the compiler for all.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cellModule, type CellModule } from "./cell-module.ts";
import type { Chapter } from "./chapter.ts";
import { runnableCode } from "./runnable-code.ts";
import { SourceError } from "./source-error.ts";

const config = {
  extends: "../../../tsconfig.base.json",
  compilerOptions: {
    // A cell is read for what it says about stages: `week[0].mag` stands without a mark.
    noUncheckedIndexedAccess: false,
    verbatimModuleSyntax: false,
    isolatedDeclarations: false,
    declaration: false,
    composite: false,
    incremental: false,
    noEmit: true,
    customConditions: ["headgate-source"],
    types: ["node"],
  },
  include: ["*.ts"],
};

/** Compiles the cells of all chapters; answers what the compiler finds, at the lines of the sources. */
export function typeCheck(root: string, chapters: readonly Chapter[]): SourceError[] {
  if (chapters.length === 0) return [];
  const folder = join(root, ".cache/cells", String(process.pid));
  mkdirSync(folder, { recursive: true });
  const modules = new Map(chapters.map((chapter) => [chapter, cellModule(runnableCode(chapter))]));
  for (const [{ id }, { text }] of modules) writeFileSync(join(folder, `${id}.ts`), text);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [compiler, "-p", folder, "--pretty", "false"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  rmSync(folder, { recursive: true });
  const faults = [...modules].flatMap(([chapter, module]) => faultsOf(chapter, module, stdout));
  if (status !== 0 && faults.length === 0) {
    throw new Error(`TypeScript could not check the cells: ${(stdout + stderr).trim()}`);
  }
  return faults;
}

function faultsOf(chapter: Chapter, module: CellModule, printed: string): SourceError[] {
  const messages = printed.matchAll(
    new RegExp(`^${chapter.id}\\.ts\\((\\d+),\\d+\\): error (TS\\d+): (.*)$`, "gm"),
  );
  return [...messages].map(([, line, code, message]) => {
    const origin = module.origins[Number(line) - 1] ?? { path: chapter.path, line: 1 };
    return new SourceError(origin.path, origin.line, `TypeScript 7 (${code}): ${message}`);
  });
}
