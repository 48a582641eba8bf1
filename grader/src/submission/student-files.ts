import { lstatSync, readdirSync, type Stats } from "node:fs";
import { join, relative } from "node:path";
import { notebookLimit, readAnswerFile, unreadable, UnreadableFile } from "./answer-file.ts";
import { BrokenNotebook, codeCells, type Cell } from "./code-cells.ts";

/** The files of one student's folder that may hold answers, nearest to the root first. */
export interface StudentFiles {
  readonly root: string;
  /** Absolute paths of all `.ts` files. */
  readonly sources: readonly string[];
  readonly notebooks: readonly { readonly path: string; readonly cells: readonly Cell[] }[];
  /** What was passed over on purpose, one sentence each. */
  readonly notes: readonly string[];
  /** What could not be read and may have held an answer. */
  readonly unreadable: readonly UnreadableFile[];
}

const entryLimit = 5000;
const depthLimit = 12;
const passedOver = new Set(["node_modules", "__MACOSX", "dist"]);

/** Looks through a student's folder once. Links are passed over and noted; nothing outside is looked at. */
export function studentFiles(root: string): StudentFiles {
  const found = { root, sources: [], notebooks: [], notes: [], unreadable: [] } as Found;
  const folders = [{ path: root, depth: 0 }];
  let entries = 0;
  for (let next = folders.shift(); next; next = folders.shift()) {
    for (const name of namesIn(next.path, found)) {
      entries += 1;
      if (entries > entryLimit) {
        found.notes.push(`There are more than ${entryLimit} files; the rest was not looked at.`);
        return found;
      }
      const path = join(next.path, name);
      const status = statusOf(path, found);
      const goesOn = next.depth < depthLimit && !passedOver.has(name) && !name.startsWith(".");
      if (status?.isDirectory() && goesOn) folders.push({ path, depth: next.depth + 1 });
      if (status?.isFile()) take(path, found);
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
  if (path.endsWith(".ts") && !path.endsWith(".d.ts")) found.sources.push(path);
  if (!path.endsWith(".ipynb")) return;
  try {
    const text = readAnswerFile(found.root, path, notebookLimit);
    found.notebooks.push({ path, cells: codeCells(text) });
  } catch (error) {
    if (error instanceof UnreadableFile) found.unreadable.push(error);
    else if (!(error instanceof BrokenNotebook)) throw error;
    else found.unreadable.push(brokenNotebook(relative(found.root, path), error));
  }
}

function brokenNotebook(shown: string, { message }: BrokenNotebook): UnreadableFile {
  return new UnreadableFile(`${shown} cannot be read as a notebook: ${message}.`);
}
