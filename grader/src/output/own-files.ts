import { lstatSync, readFileSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folders that a grading makes in OUT. */
const folders = new Set(["feedback", "gradescope", "exercism", "github-classroom"]);

/** What lies in OUT and is kept from one grading to the next: others write it. */
const keptFiles = new Set(["journal.jsonl", "adjustments.yaml"]);

/** What makes OUT not empty, for a grading that finds it there. */
export function isForeign(name: string): boolean {
  return !keptFiles.has(name) && !/^\.(lock|draft|intake)(-|$)/.test(name) && name !== unfinished;
}

/**
 * While files are being written this one lists them, so that a grading that was interrupted there does not take its own
 * files for somebody else's.
 */
export const unfinished = ".unfinished.json";

/** What an earlier grading says it wrote, or was about to; undefined when there was none. */
export function ownFiles(path: string): Set<string> | undefined {
  const lists = ["results.json", unfinished].flatMap((name) => listIn(join(path, name)) ?? []);
  return lists.length === 0 ? undefined : new Set(lists.flat());
}

function listIn(path: string): string[][] | undefined {
  try {
    const { format, files } = JSON.parse(readFileSync(path, "utf8")) as {
      format?: unknown;
      files?: unknown;
    };
    if (format !== "headgate-results" || !Array.isArray(files)) return undefined;
    return [files.filter(isOwnName)];
  } catch {
    return undefined;
  }
}

/** A name that a grading may have written: a list that was tampered with leads nowhere else. */
function isOwnName(name: unknown): name is string {
  if (typeof name !== "string" || keptFiles.has(name)) return false;
  const parts = name.split("/");
  const areHarmless = parts.every((part) => /^(?!\.)[^/\\\0]+$/.test(part));
  return areHarmless && parts.length <= 3 && (parts.length === 1 || folders.has(parts[0]!));
}

/** The folders that these files stand in, each before what is in it. */
export function foldersOf(names: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const name of names) {
    const [first, ...rest] = name.split("/").slice(0, -1);
    if (first === undefined) continue;
    found.add(first);
    if (rest.length > 0) found.add([first, ...rest].join("/"));
  }
  return [...found];
}

/** What stands at a path and is no folder, or a link to one. */
export function isNoFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}

/** Removes the folder of a removed file where nothing is left in it. */
export function removeEmptyFolders(path: string, name: string): void {
  for (let folder = dirname(name); folder !== "."; folder = dirname(folder)) {
    try {
      rmdirSync(join(path, folder));
    } catch {
      return;
    }
  }
}
