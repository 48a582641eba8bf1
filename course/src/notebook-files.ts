// The files in notebooks/: which are ours, which differ, and writing them without losing a reader's work.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Course } from "./chapter.ts";
import { isLearnerEdition } from "./edition.ts";
import { fingerprint, printNotebook } from "./notebook.ts";

const mend = "run `npm run notebooks`";

/** One sentence for each notebook that is not what the chapters print. `whole`: the course holds all chapters. */
export function compareNotebooks(root: string, course: Course, whole: boolean): string[] {
  const faults = printed(root, course).flatMap(({ path, text }) => {
    if (!existsSync(join(root, path))) return `${path} is missing: ${mend}`;
    const before = readFileSync(join(root, path), "utf8");
    if (before === text) return [];
    if (!wasTouched(before)) return `${path} differs from what its chapter prints: ${mend}`;
    // There notebooks are worked in; here they are what the chapters print.
    return isLearnerEdition(root)
      ? []
      : `${path} has been run or changed: keep it under another name and run \`npm run notebooks -- --force\``;
  });
  const left = whole ? leftOver(root, course) : [];
  return [...faults, ...left.map((path) => `${path} has no chapter: ${mend}`)];
}

/** Writes the notebooks that differ and removes those without a chapter; answers what it did, and what it would not. */
export function writeNotebooks(
  root: string,
  course: Course,
  options: { whole: boolean; force: boolean },
): { done: string[]; refused: string[] } {
  const [done, refused]: [string[], string[]] = [[], []];
  for (const { path, text } of printed(root, course)) {
    const before = existsSync(join(root, path))
      ? readFileSync(join(root, path), "utf8")
      : undefined;
    if (before === text) continue;
    if (before !== undefined && wasTouched(before) && !options.force) {
      refused.push(
        `${path} has been run or changed and may hold somebody's answers: \`npm run notebooks -- --force\` overwrites it`,
      );
      continue;
    }
    writeFileSync(join(root, path), text);
    done.push(`Wrote ${path}`);
  }
  for (const path of options.whole ? leftOver(root, course) : []) {
    rmSync(join(root, path));
    done.push(`Removed ${path}, which has no chapter`);
  }
  return { done, refused };
}

function printed(root: string, course: Course): { path: string; text: string }[] {
  return course.chapters.map((chapter) => ({
    path: `notebooks/${chapter.id}.ipynb`,
    text: printNotebook(chapter, course),
  }));
}

/** Notebooks that were printed from a chapter which is gone; a reader's own notebooks are left alone. */
function leftOver(root: string, course: Course): string[] {
  const folder = join(root, "notebooks");
  if (!existsSync(folder)) return [];
  const ids = new Set(course.chapters.map((chapter) => chapter.id));
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ipynb") && !ids.has(file.slice(0, -".ipynb".length)))
    .map((file) => `notebooks/${file}`)
    .filter((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return /"headgate":\s*\{\s*"chapter"/.test(text) && !wasTouched(text);
    });
}

/** Whether somebody has run a cell of it or changed one since it was printed. */
function wasTouched(notebook: string): boolean {
  if (/"execution_count": \d/.test(notebook)) return true;
  try {
    const { cells, metadata } = JSON.parse(notebook) as {
      readonly cells: readonly unknown[];
      readonly metadata: { readonly headgate?: { readonly print?: string } };
    };
    return metadata.headgate?.print !== fingerprint(cells);
  } catch {
    return true;
  }
}
