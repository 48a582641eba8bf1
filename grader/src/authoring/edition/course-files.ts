import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "../../cli-error.ts";

/** The files of a course, as paths from its root with forward slashes, sorted. */
export interface CourseFiles {
  readonly paths: readonly string[];
  /** What git neither tracks nor ignores; it is among `paths` only where that was asked for. */
  readonly untracked: readonly string[];
}

/**
 * Lists what belongs to a course: what git tracks and is there, or, where the course is no git clone, every file but those
 * that its `.gitignore` names. Throws one sentence where git does not answer.
 */
export function courseFiles(root: string, withUntracked = false): CourseFiles {
  if (!isClone(root)) return { paths: walked(root), untracked: [] };
  const untracked = listed(root, "--others", "--exclude-standard");
  const tracked = listed(root, "--cached");
  const paths = [...tracked, ...(withUntracked ? untracked : [])];
  return { paths: [...new Set(paths)].sort(), untracked };
}

/** A course below a clone of something else, which ignores it, is no clone. */
function isClone(root: string): boolean {
  if (existsSync(join(root, ".git"))) return true;
  const { status, stdout } = git(root, "ls-files", "--", "package.json");
  return status === 0 && stdout !== "";
}

function listed(root: string, ...which: string[]): string[] {
  const { status, stdout, stderr, error } = git(root, "ls-files", "-z", ...which);
  if (status !== 0) {
    const why = error?.message ?? stderr.trim().split("\n").at(-1);
    throw new CliError(`git cannot say which files belong to the course (${why}).`);
  }
  return stdout.split("\0").filter((path) => path !== "" && isFile(join(root, path)));
}

function git(root: string, ...words: string[]): SpawnSyncReturns<string> {
  return spawnSync("git", words, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

/** A file that is gone from the working tree is no part of it any more, and a link is none of ours. */
function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function walked(root: string): string[] {
  const isIgnored = ignoredNames(root);
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.name === ".git" || isIgnored(entry.name)) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  visit("");
  return found.sort();
}

/** The names that the course's `.gitignore` lists; it has no paths and no exceptions. */
function ignoredNames(root: string): (name: string) => boolean {
  const path = join(root, ".gitignore");
  const lines = existsSync(path) ? readFileSync(path, "utf8").split(/\r?\n/) : [];
  const patterns = ["node_modules/", ...lines]
    .map((line) => line.trim().replace(/\/$/, ""))
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*"));
  const ignored = new RegExp(`^(?:${patterns.join("|")})$`);
  return (name) => ignored.test(name);
}
