import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { CliError } from "../cli-error.ts";
import {
  foldersOf,
  isForeign,
  isNoFolder,
  ownFiles,
  removeEmptyFolders,
  unfinished,
} from "./own-files.ts";

/** Where results go. What lies there and was not written by a grading is never touched. */
export interface OutputFolder {
  /**
   * Writes all files, and removes those of an earlier grading that are not among them. Answers where they are: in a
   * fresh folder beside it when this one cannot be written to any more.
   */
  write(files: ReadonlyMap<string, string>): string;
}

/**
 * Makes the folder before anything is graded. Throws one sentence when it may not or cannot be written to: when it
 * holds what no grading made (unless `force`, which still replaces nothing else), or lies within the submissions.
 */
export function outputFolder(
  out: string,
  submissions: string,
  force: boolean,
  names: readonly string[],
): OutputFolder {
  const path = realPlace(out);
  const within = realpathSync(submissions);
  if (path === within || path.startsWith(`${within}${sep}`)) {
    throw new CliError(
      `${out} lies within ${submissions}; results are not written among submissions. Choose another folder for --out.`,
    );
  }
  orSay(out, () => makeFolder(path));
  const earlier = ownFiles(path);
  if (!earlier && !force && readdirSync(path).some(isForeign)) {
    throw new CliError(
      `${out} is not empty and holds no results of an earlier grading; choose an empty folder for --out ` +
        "(or add --force, which replaces nothing that a grading did not write).",
    );
  }
  const own = earlier ?? new Set<string>();
  requireFree(path, out, own, names);
  orSay(out, () => {
    rmSync(draftIn(path), { force: true });
    writeFileSync(draftIn(path), "", { flag: "wx" });
    rmSync(draftIn(path));
  });
  return {
    write(files) {
      try {
        requireFree(path, out, own, [...files.keys()]);
        writeAll(path, own, files);
        return out;
      } catch (error) {
        const other = mkdtempSync(`${path}-`);
        console.error(
          `${out} cannot be written to any more (${(error as Error).message}); the results are in ${other}.`,
        );
        writeAll(other, new Set(), files);
        return other;
      }
    },
  };
}

/** Makes a folder and those above it. Node's own way of doing so never ends where a parent takes none, as in `/proc`. */
function makeFolder(path: string): void {
  const isThere = (one: string): boolean =>
    statSync(one, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isThere(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!isThere(path)) throw error;
  }
}

/** Tells in one sentence that the system does not let us. */
function orSay(shown: string, attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CliError(
      code === "EEXIST"
        ? `${shown} is not a folder; choose another one for --out.`
        : `${shown} cannot be written to (${code}); choose another folder for --out.`,
    );
  }
}

/** The real path of a folder that may not be there yet. */
function realPlace(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    const parent = dirname(whole);
    return parent === whole ? whole : join(realPlace(parent), basename(whole));
  }
}

/** Nothing that a grading did not write stands where the results go. */
function requireFree(
  path: string,
  shown: string,
  own: ReadonlySet<string>,
  names: readonly string[],
): void {
  const wrong = foldersOf([...own, ...names]).find((name) => isNoFolder(join(path, name)));
  if (wrong !== undefined) {
    throw new CliError(`${join(shown, wrong)} is not a folder; results cannot be written there.`);
  }
  for (const name of names) {
    if (!own.has(name) && lstatSync(join(path, name), { throwIfNoEntry: false })) {
      throw new CliError(
        `${join(shown, name)} was not written by a grading and is not replaced; choose another folder for --out.`,
      );
    }
  }
}

function writeAll(
  path: string,
  own: ReadonlySet<string>,
  files: ReadonlyMap<string, string>,
): void {
  rmSync(draftIn(path), { force: true });
  const list = { format: "headgate-results", files: [...new Set([...own, ...files.keys()])] };
  writeOne(path, unfinished, JSON.stringify(list));
  for (const name of own) {
    if (files.has(name)) continue;
    rmSync(join(path, name), { force: true });
    removeEmptyFolders(path, name);
  }
  for (const folder of foldersOf(files.keys())) mkdirSync(join(path, folder), { recursive: true });
  for (const [name, text] of files) {
    if (!own.has(name) || !holds(join(path, name), text)) writeOne(path, name, text);
  }
  rmSync(join(path, unfinished));
}

/** Of a class that is graded again most files stay as they are, and to read one is much quicker than to make it. */
function holds(path: string, text: string): boolean {
  try {
    return lstatSync(path).isFile() && readFileSync(path, "utf8") === text;
  } catch {
    return false;
  }
}

/** A rename replaces a link instead of following it, and nobody ever reads half a file. */
function writeOne(path: string, name: string, text: string): void {
  const draft = draftIn(path);
  writeFileSync(draft, text, { flag: "wx" });
  renameSync(draft, join(path, name));
}

function draftIn(path: string): string {
  return join(path, `.draft-${process.pid}`);
}
