import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { editionFileName, fingerprint, readEdition } from "./edition-file.ts";
import type { LearnerFile, LearnerFiles } from "./learner-files.ts";

/** What became of the folder. */
export interface Written {
  readonly written: number;
  readonly removed: number;
  /** Files of an earlier edition that somebody has changed or taken away since; they are as they were found. */
  readonly kept: readonly string[];
}

/** Writes an edition: a new folder appears whole or not at all; in an earlier edition only what is still ours is replaced. */
export function writeEdition(folder: string, files: LearnerFiles): Written {
  const earlier = readEdition(folder);
  return earlier ? renew(folder, files, earlier.files) : create(folder, files);
}

function create(folder: string, files: LearnerFiles): Written {
  const draft = `${folder}.draft-${process.pid}`;
  try {
    for (const [path, file] of files) write(draft, path, file);
    // An empty folder may stand there already, or a new repository.
    const found = lstatSync(folder, { throwIfNoEntry: false }) && readdirSync(folder);
    if (found?.length === 0) rmdirSync(folder);
    if (found === undefined || found.length === 0) renameSync(draft, folder);
    else fill(folder, draft);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  return { written: files.size, removed: 0, kept: [] };
}

/** Moves what lies in a draft into a folder; the marker last, for what has none is no edition. */
function fill(folder: string, draft: string): void {
  const names = readdirSync(draft).filter((name) => name !== editionFileName);
  for (const name of [...names, editionFileName]) renameSync(join(draft, name), join(folder, name));
  rmdirSync(draft);
}

function renew(
  folder: string,
  files: LearnerFiles,
  before: Readonly<Record<string, string>>,
): Written {
  const kept: string[] = [];
  let [written, removed] = [0, 0];
  for (const [path, file] of files) {
    if (path === editionFileName) continue;
    const now = fingerprintIn(folder, path);
    if (now === fingerprint(file.bytes)) continue;
    const isOurs = Object.hasOwn(before, path) ? now === before[path] : now === "missing";
    if (!isOurs) kept.push(path);
    else {
      write(folder, path, file);
      written += 1;
    }
  }
  for (const path of Object.keys(before)) {
    if (files.has(path) || !isPlain(path)) continue;
    const now = fingerprintIn(folder, path);
    if (now === before[path]) {
      remove(folder, path);
      removed += 1;
    } else if (now !== "missing") kept.push(path);
  }
  const marker = files.get(editionFileName);
  if (marker) write(folder, editionFileName, marker);
  return { written, removed, kept: kept.sort() };
}

/** A file's fingerprint; "missing" where nothing is, "other" where a link or a folder is, or a link leads there. */
function fingerprintIn(folder: string, path: string): string {
  const parts = path.split("/");
  for (let end = 1; end <= parts.length; end += 1) {
    const found = lstatSync(join(folder, ...parts.slice(0, end)), { throwIfNoEntry: false });
    if (!found) return "missing";
    if (end < parts.length ? !found.isDirectory() : !found.isFile()) return "other";
  }
  return fingerprint(readFileSync(join(folder, path)));
}

/** The marker lies in somebody's folder: a path in it leads nowhere else. */
function isPlain(path: string): boolean {
  return !/(^|\/)\.\.?(\/|$)|^[/\\]|\\|^[a-z]:/i.test(path);
}

/** Nobody ever sees half a file. */
function write(folder: string, path: string, { bytes, executable }: LearnerFile): void {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  const draft = `${whole}.draft-${process.pid}`;
  writeFileSync(draft, bytes);
  chmodSync(draft, executable ? 0o755 : 0o644);
  renameSync(draft, whole);
}

function remove(folder: string, path: string): void {
  rmSync(join(folder, path));
  for (let above = dirname(path); above !== "."; above = dirname(above)) {
    if (readdirSync(join(folder, above)).length > 0) return;
    rmdirSync(join(folder, above));
  }
}
