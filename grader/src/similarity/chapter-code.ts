import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeCells } from "../submission/code-cells.ts";

/**
 * The code of a course's chapters, a text for each cell: every learner has it, so that two who took the same of it have not
 * copied from each other. What cannot be read is left out.
 */
export function chapterCode(course: string): string[] {
  return notebooksIn(join(course, "notebooks")).flatMap((path) => {
    try {
      return codeCells(readFileSync(path, "utf8")).map(({ source }) => source);
    } catch {
      return [];
    }
  });
}

function notebooksIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
    return names.sort().map((name) => join(folder, name));
  } catch {
    return [];
  }
}
