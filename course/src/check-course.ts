// Everything that is checked about a text beyond its form: words, tslab's limits, what a chapter must have, and two compilers.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkCellSyntax, declaredNames } from "./cell-syntax.ts";
import type { Chapter, Course } from "./chapter.ts";
import { checkCoverage } from "./coverage.ts";
import { readableChapters } from "./course.ts";
import { checkFacts } from "./facts.ts";
import { checkProse } from "./prose.ts";
import { compileChapter } from "./run-chapter.ts";
import { runnableCode } from "./runnable-code.ts";
import type { SessionOptions } from "./session.ts";
import { SourceError } from "./source-error.ts";
import { typeCheck } from "./type-check.ts";

/** What can be said without a compiler, in an instant: words that are not used, and what no cell can do. */
export function checkText(root: string, course: Pick<Course, "chapters">): SourceError[] {
  return course.chapters.flatMap((chapter) => {
    const faults = checkProse(chapter.path, readFileSync(join(root, chapter.path), "utf8"));
    const earlier = new Set<string>();
    for (const { cell, role, code, path, line } of runnableCode(chapter)) {
      if (role === "cell") {
        const found = checkCellSyntax(code, earlier);
        faults.push(
          ...found.map((fault) => new SourceError(path, line + fault.line, fault.sentence)),
        );
      }
      if (role === "answer" && cell.kind === "exercise") {
        const readme = `exercises/${cell.exercise.folder}/README.md`;
        faults.push(...checkProse(readme, readFileSync(join(root, readme), "utf8")));
      }
      for (const name of declaredNames(code)) earlier.add(name);
    }
    return faults;
  });
}

/** What each chapter must have, and what the lists of asks and misconceptions give to it. */
export function checkPromises(root: string, course: Course): SourceError[] {
  const facts = course.chapters.flatMap((chapter) => checkFacts(root, chapter));
  // A misconception may have its second place in a chapter that was not asked for.
  const chapters = readableChapters(root);
  const judged = course.chapters.map(({ number }) => number);
  return [...facts, ...checkCoverage({ ...course, chapters }, judged)];
}

/** Compiles every cell: strictly under TypeScript 7, and with tslab's own compiler. */
export async function checkCode(
  root: string,
  course: { readonly chapters: readonly Chapter[] },
  options: SessionOptions = {},
): Promise<SourceError[]> {
  const faults = typeCheck(root, course.chapters);
  for (const chapter of course.chapters)
    faults.push(...(await compileChapter(root, chapter, options)));
  return faults;
}
