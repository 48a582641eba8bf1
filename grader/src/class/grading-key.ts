import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { courseFolder } from "../course-folder.ts";
import { readAnswerFile, UnreadableFile } from "../submission/answer-file.ts";
import type { FoundAnswer } from "../submission/find-answer.ts";
import type { StudentFiles } from "../submission/student-files.ts";

/** What all gradings of one run have in common and rest on. */
export interface KeyedSettings {
  /** The bundled script of the jail, which holds the library too. */
  readonly jailScript: string;
  readonly wall: string;
  readonly timeLimitMs: number;
  readonly heapMb: number;
}

/** The hash of some texts, each told apart from the next. */
export function hashOf(...texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) add(hash, text);
  return hash.digest("hex");
}

/** The hash of what all gradings of a run rest on besides exercise and answer: limits, jail and our own code. */
export function runHash(settings: KeyedSettings): string {
  const { jailScript, wall, timeLimitMs, heapMb } = settings;
  const script = readFileSync(jailScript, "utf8");
  return hashOf(ownCode(), script, wall, String(timeLimitMs), String(heapMb));
}

/** The key of a grading: the same when, and only when, there is no reason for it to come out in another way. */
export function gradingKey(
  files: StudentFiles | undefined,
  found: FoundAnswer,
  rest: readonly string[],
): string {
  const hash = createHash("sha256");
  for (const text of rest) add(hash, text);
  if ("verdict" in found) {
    for (const text of ["none", found.verdict, found.message]) add(hash, text);
    return hash.digest("hex");
  }
  const { path, text, cells, earlier = [] } = found;
  const source = files ? path.slice(files.root.length) : path;
  add(hash, source);
  if (cells === undefined) {
    add(hash, text);
    if (files && mayImportFiles(text)) add(hash, hashOfFiles(files));
  } else {
    for (const part of [cells, ...earlier]) add(hash, part);
  }
  return hash.digest("hex");
}

/** Every import of a file is a text that begins with "./" or "../"; or with a backslash, which may stand for a dot. */
function mayImportFiles(text: string): boolean {
  return /["'`](\.\.?\/|\\|\.\.?\\)/.test(text);
}

const known = new WeakMap<StudentFiles, string>();

/** The hash of all that an answer might import. Which of it that is would only be known once it is bundled. */
function hashOfFiles(files: StudentFiles): string {
  const found = known.get(files) ?? readFiles(files);
  known.set(files, found);
  return found;
}

function readFiles({ root, sources }: StudentFiles): string {
  const hash = createHash("sha256");
  for (const path of sources) {
    add(hash, path.slice(root.length));
    try {
      add(hash, readAnswerFile(root, path));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      add(hash, `unreadable: ${error.message}`);
    }
  }
  return hash.digest("hex");
}

function add(hash: Hash, text: string): void {
  hash.update(`${text.length}:`).update(text);
}

/** The texts of the modules that decide about a grade: an upgrade of the grader runs everything anew. */
function ownCode(): string {
  const folders = [".", "../jail", "../submission"].map((folder) =>
    fileURLToPath(new URL(folder, import.meta.url)),
  );
  const srcOrDist = basename(fileURLToPath(new URL("..", import.meta.url)));
  const engine = join(courseFolder, "check", srcOrDist);
  return hashOf(...[...folders, engine].flatMap(codeIn));
}

function codeIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) =>
    /(?<!\.d|\.test|\.fixture)\.[jt]s$/.test(name),
  );
  return names.sort().map((name) => readFileSync(join(folder, name), "utf8"));
}
