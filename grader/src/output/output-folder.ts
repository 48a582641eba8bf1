import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { CliError } from "../cli-error.ts";

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
  orSay(out, () => mkdirSync(path, { recursive: true }));
  const own = ownFiles(path);
  if (readdirSync(path).length > 0 && !own && !force) {
    throw new CliError(
      `${out} is not empty and holds no results of an earlier grading; choose an empty folder for --out ` +
        "(or add --force, which replaces nothing that a grading did not write).",
    );
  }
  requireFree(path, out, new Set(own), names);
  orSay(out, () => {
    const draft = join(path, `.draft-${process.pid}`);
    writeFileSync(draft, "", { flag: "wx" });
    rmSync(draft);
  });
  return {
    write(files) {
      try {
        requireFree(path, out, new Set(own), [...files.keys()]);
        writeAll(path, new Set(own), files);
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

/** What an earlier grading says it wrote; undefined when there was none. */
function ownFiles(path: string): string[] | undefined {
  try {
    const { format, files } = JSON.parse(readFileSync(join(path, "results.json"), "utf8")) as {
      format?: unknown;
      files?: unknown;
    };
    if (format !== "headgate-results" || !Array.isArray(files)) return undefined;
    return files.filter(
      (name) => typeof name === "string" && /^(?!\.)[^/\\]+$|^feedback\/(?!\.)[^/\\]+$/.test(name),
    ) as string[];
  } catch {
    return undefined;
  }
}

/** Nothing that a grading did not write stands where the results go. */
function requireFree(
  path: string,
  shown: string,
  own: ReadonlySet<string>,
  names: readonly string[],
): void {
  const feedback = lstatSync(join(path, "feedback"), { throwIfNoEntry: false });
  if (feedback && !feedback.isDirectory()) {
    throw new CliError(
      `${join(shown, "feedback")} is not a folder; results cannot be written there.`,
    );
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
  mkdirSync(join(path, "feedback"), { recursive: true });
  for (const name of own) if (!files.has(name)) rmSync(join(path, name), { force: true });
  for (const [name, text] of files) {
    // A rename replaces a link instead of following it, and nobody ever reads half a file.
    const draft = join(path, `.draft-${process.pid}`);
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, join(path, name));
  }
}
