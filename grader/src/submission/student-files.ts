import { lstatSync, readdirSync, type Stats } from "node:fs";
import { join, relative } from "node:path";
import { notebookLimit, readAnswerFile, unreadable, UnreadableFile } from "./answer-file.ts";
import { codeCells, type Cell } from "./code-cells.ts";

/** The files of one student's folder that may hold answers, nearest to the root first. */
export interface StudentFiles {
  readonly root: string;
  /** Absolute paths of all `.ts`, `.mts` and `.cts` files: what an answer may be, or import. */
  readonly sources: readonly string[];
  readonly notebooks: readonly { readonly path: string; readonly cells: readonly Cell[] }[];
  /** What was passed over on purpose, one sentence each. */
  readonly notes: readonly string[];
  /** What could not be read and may have held an answer. */
  readonly unreadable: readonly UnreadableFile[];
}

const entryLimit = 5000;
const depthLimit = 12;
/** Bytes of all notebooks of one student together. */
const notebooksLimit = 40_000_000;
const passedOver = new Set(["node_modules", "__MACOSX", "dist"]);

/** Looks through a student's folder once. Links are passed over and noted; nothing outside is looked at. */
export function studentFiles(root: string): StudentFiles {
  const found: Found = {
    root,
    sources: [],
    notebooks: [],
    notes: [],
    unreadable: [],
    notebookBytes: 0,
  };
  const folders = [{ path: root, depth: 0 }];
  let entries = 0;
  for (let next = folders.shift(); next; next = folders.shift()) {
    if (next.depth > depthLimit) {
      const message = `Folders more than ${depthLimit} levels deep were not looked at.`;
      found.unreadable.push(new UnreadableFile(message));
      return found;
    }
    const names = namesIn(next.path, found);
    for (const name of names) {
      entries += 1;
      if (entries > entryLimit) {
        const message = `There are more than ${entryLimit} files; the rest was not looked at.`;
        found.unreadable.push(new UnreadableFile(message));
        return found;
      }
      const path = join(next.path, name);
      const status = statusOf(path, found);
      const goesOn = !passedOver.has(name) && !name.startsWith(".");
      if (status?.isDirectory() && goesOn) folders.push({ path, depth: next.depth + 1 });
      if (status?.isFile() && !isSolution(name, names, path, found)) take(path, found);
    }
  }
  return found;
}

interface Found {
  readonly root: string;
  readonly sources: string[];
  readonly notebooks: { path: string; cells: readonly Cell[] }[];
  readonly notes: string[];
  readonly unreadable: UnreadableFile[];
  notebookBytes: number;
}

/** Who hands in a clone of the course hands in its solutions too: they lie beside hidden checks, and are no answers. */
function isSolution(name: string, beside: readonly string[], path: string, found: Found): boolean {
  if (!name.endsWith(".ts") || !beside.includes(name.replace(/ts$/, "hidden.test.ts")))
    return false;
  found.notes.push(
    `${relative(found.root, path)} was passed over: it lies beside hidden checks, so it is the course's solution.`,
  );
  return true;
}

function namesIn(folder: string, found: Found): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    found.unreadable.push(unreadable(relative(found.root, folder) || "The folder", error));
    return [];
  }
}

function statusOf(path: string, found: Found): Stats | undefined {
  try {
    const status = lstatSync(path);
    if (!status.isSymbolicLink()) return status;
    found.notes.push(`${relative(found.root, path)} is a link and was passed over.`);
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
    // A name that is no UTF-8 cannot be asked for again.
    if (isGone)
      found.notes.push(`${relative(found.root, path)} was passed over: its name cannot be read.`);
    else found.unreadable.push(unreadable(relative(found.root, path), error));
  }
  return undefined;
}

function take(path: string, found: Found): void {
  if (/\.[cm]?ts$/.test(path) && !/\.d\.[cm]?ts$/.test(path)) found.sources.push(path);
  if (!path.endsWith(".ipynb")) return;
  try {
    if (found.notebookBytes > notebooksLimit)
      throw new Error(`those before it have more than ${notebooksLimit} bytes together`);
    const text = readAnswerFile(found.root, path, notebookLimit);
    found.notebookBytes += text.length;
    found.notebooks.push({ path, cells: codeCells(text) });
  } catch (error) {
    const shown = relative(found.root, path);
    const problem = `${shown} cannot be read as a notebook: ${(error as Error).message}.`;
    found.unreadable.push(error instanceof UnreadableFile ? error : new UnreadableFile(problem));
  }
}
