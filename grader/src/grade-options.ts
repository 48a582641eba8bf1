import { lstatSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { ExerciseSource } from "@headgate/check/node";
import { findExercise } from "@headgate/check/node";
import { CliError } from "./cli-error.ts";
import { studentsIn } from "./class/grade-class.ts";
import { numberOption, readOptions } from "./command-options.ts";

export const gradeUsage = `Usage: npm run grade -- FOLDER --out OUT [options]

FOLDER holds one folder per student. An answer is a file slug.ts anywhere in it, or the exercise's cell of a notebook.
OUT gets grades.csv, results.json and feedback/<student>.html and .md.

  --exercise SLUG    only this exercise (may be given as a list: counter,finite-feed)
  --jobs N           gradings at the same time (default: half of the processors, at least 2)
  --time-limit S     seconds for one evaluation (default 2)
  --seed N           varies the inputs of hidden checks (default 1); results.json says which was used
  --force            write into an OUT that is not empty; replaces nothing that a grading did not write`;

/** What was asked of `npm run grade`. */
export interface GradeOptions {
  readonly folder: string;
  readonly out: string;
  readonly exercises: readonly ExerciseSource[];
  readonly jobs: number;
  readonly timeLimitMs: number;
  readonly seed: number;
  readonly force: boolean;
}

/** Reads the command line; undefined when help was asked for. Throws one sentence for a wrong call. */
export function gradeOptions(
  words: readonly string[],
  all: readonly ExerciseSource[],
): GradeOptions | undefined {
  const typed = readOptions(words, {
    out: "value",
    exercise: "value",
    jobs: "value",
    "time-limit": "value",
    seed: "value",
    force: "switch",
    help: "switch",
  });
  if (typed.switches.has("help")) return undefined;
  const [folder, ...others] = typed.names;
  if (folder === undefined)
    throw new CliError(
      "Say which folder holds the submissions: npm run grade -- FOLDER --out OUT.",
    );
  if (others.length > 0)
    throw new CliError(`Expected one folder, got ${typed.names.join(" and ")}.`);
  requireStudents(folder);
  const out = typed.values.get("out");
  if (out === undefined || out === "") throw new CliError("Say where the results go: --out OUT.");
  const jobs = Math.max(2, Math.floor(availableParallelism() / 2));
  return {
    folder: resolve(folder),
    out,
    exercises: chosen(typed.values.get("exercise"), all),
    jobs: numberOption(typed, "jobs", { from: 1, to: 64, whole: true, otherwise: jobs }),
    timeLimitMs: numberOption(typed, "time-limit", { from: 0.1, to: 600, otherwise: 2 }) * 1000,
    seed: numberOption(typed, "seed", { from: 0, to: 2_147_483_647, whole: true, otherwise: 1 }),
    force: typed.switches.has("force"),
  };
}

function requireStudents(folder: string): void {
  let isFolder: boolean;
  try {
    isFolder = lstatSync(resolve(folder)).isDirectory();
    if (isFolder) readdirSync(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new CliError(
      code === "ENOENT" ? `There is no folder ${folder}.` : `${folder} cannot be read (${code}).`,
    );
  }
  if (!isFolder)
    throw new CliError(`${folder} is not a folder; it must hold one folder per student.`);
  if (studentsIn(folder).students.length === 0) {
    throw new CliError(
      `${folder} holds no folder; expected one per student, with the answers in it.`,
    );
  }
}

function chosen(
  typed: string | undefined,
  all: readonly ExerciseSource[],
): readonly ExerciseSource[] {
  if (typed === undefined) return all;
  const names = typed.split(",").map((name) => name.trim());
  try {
    const wanted = names.map((name) => findExercise(all, name));
    return all.filter((exercise) => wanted.includes(exercise));
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}
