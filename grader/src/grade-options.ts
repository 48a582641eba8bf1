import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { exercisesIn, findExercise, type ExerciseSource } from "@headgate/check/node";
import { CliError } from "./cli-error.ts";
import { numberOption, readOptions, wordOption, type Typed } from "./command-options.ts";
import { courseFolder } from "./course-folder.ts";
import { formatsOf, type Format } from "./output/formats.ts";
import { dueTime, type DueTime } from "./policy/due-time.ts";
import { latePolicy, type LatePolicy } from "./policy/late-policy.ts";

export const gradeUsage = `Usage: npm run grade -- INPUT --out OUT [options]

INPUT holds what a class handed in: a folder per student, files, or a download of Canvas, Moodle or Blackboard (a zip, or
its folder). An answer is a file slug.ts anywhere in what a student handed in, or the exercise's cell of a notebook.
OUT gets the grades in every form, feedback for each student, and dashboard.html. An interrupted run goes on where it was
when the same command is given again, and a later one runs only what has changed.

  --roster FILE      who is in the class: Canvas's gradebook, Moodle's worksheet, or a list with columns such as name and id
  --identify         only tell who is who, and grade nothing
  --exercise SLUG    only this exercise (may be given as a list: counter,finite-feed); --only is the same
  --student KEY      only this student (may be given as a list)
  --attempt WHICH    where there are several: "last" (default), or the "best"
  --due TIME         when it was due: 2026-12-01 (its end is meant) or 2026-12-01T18:00+02:00
  --late POLICY      what lateness costs: none (default), zero, or such as 10%/day,max=50%,grace=15m
  --adjustments FILE comments, extensions and points of your own (default: adjustments.yaml in OUT)
  --assignment NAME  the column of Canvas's gradebook
  --formats LIST     what is written besides results.json (default: everything)
  --jobs N           students graded at the same time (default: half of the processors, at least 2)
  --time-limit S     seconds for one evaluation (default 2)
  --seed N           varies the inputs of hidden checks (default 1); results.json says which was used
  --fresh            run everything anew, whatever was graded before
  --course FOLDER    the course that it belongs to (default: this one)
  --force            write into an OUT that is not empty; replaces nothing that a grading did not write`;

/** What was asked of `npm run grade`. */
export interface GradeOptions {
  /** A folder or a file, as it was typed. */
  readonly input: string;
  /** As it was typed; undefined only with `identify`. */
  readonly out: string | undefined;
  readonly roster: string | undefined;
  readonly identify: boolean;
  readonly exercises: readonly ExerciseSource[];
  /** The course's root, absolute. */
  readonly courseFolder: string;
  /** All exercises of the course. */
  readonly course: readonly ExerciseSource[];
  /** The keys of the only students to grade; undefined for all. */
  readonly students: readonly string[] | undefined;
  readonly attempt: "last" | "best";
  readonly due: DueTime | undefined;
  readonly late: LatePolicy;
  readonly adjustments: string | undefined;
  readonly assignment: string | undefined;
  readonly formats: ReadonlySet<Format> | undefined;
  readonly jobs: number;
  readonly timeLimitMs: number;
  readonly seed: number;
  readonly fresh: boolean;
  readonly force: boolean;
}

const known = {
  out: "value",
  roster: "value",
  identify: "switch",
  exercise: "value",
  only: "value",
  student: "value",
  attempt: "value",
  due: "value",
  late: "value",
  adjustments: "value",
  assignment: "value",
  formats: "value",
  jobs: "value",
  "time-limit": "value",
  seed: "value",
  fresh: "switch",
  course: "value",
  force: "switch",
  help: "switch",
} as const;

/** Reads the command line; undefined when help was asked for. Throws one sentence for a wrong call. */
export function gradeOptions(words: readonly string[]): GradeOptions | undefined {
  const typed = readOptions(words, known);
  if (typed.switches.has("help")) return undefined;
  const identify = typed.switches.has("identify");
  const input = inputOf(typed);
  const out = typed.values.get("out");
  if (!identify && (out === undefined || out === ""))
    throw new CliError("Say where the results go: --out OUT.");
  const typedCourse = typed.values.get("course");
  const folder = typedCourse === undefined ? courseFolder : resolve(typedCourse);
  const course = exercisesOf(folder);
  const jobs = Math.max(2, Math.floor(availableParallelism() / 2));
  const due = typed.values.get("due");
  const formats = typed.values.get("formats");
  return {
    input,
    out,
    roster: typed.values.get("roster"),
    identify,
    exercises: chosen(typed, course),
    courseFolder: folder,
    course,
    students: typed.values
      .get("student")
      ?.split(",")
      .map((key) => key.trim()),
    attempt: wordOption(typed, "attempt", ["last", "best"]),
    due: due === undefined ? undefined : dueTime(due),
    late: latePolicy(typed.values.get("late") ?? "none"),
    adjustments: typed.values.get("adjustments"),
    assignment: typed.values.get("assignment"),
    formats: formats === undefined ? undefined : formatsOf(formats),
    jobs: numberOption(typed, "jobs", { from: 1, to: 64, whole: true, otherwise: jobs }),
    timeLimitMs: numberOption(typed, "time-limit", { from: 0.1, to: 600, otherwise: 2 }) * 1000,
    seed: numberOption(typed, "seed", { from: 0, to: 2_147_483_647, whole: true, otherwise: 1 }),
    fresh: typed.switches.has("fresh"),
    force: typed.switches.has("force"),
  };
}

function inputOf({ names }: Typed): string {
  const [input, ...others] = names;
  if (input === undefined)
    throw new CliError("Say what was handed in: npm run grade -- INPUT --out OUT.");
  if (others.length > 0) throw new CliError(`Expected one INPUT, got ${names.join(" and ")}.`);
  if (!existsSync(input)) throw new CliError(`There is no folder or file ${input}.`);
  return input;
}

function exercisesOf(folder: string): ExerciseSource[] {
  try {
    return exercisesIn(folder);
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}

function chosen(typed: Typed, all: readonly ExerciseSource[]): readonly ExerciseSource[] {
  const lists = [typed.values.get("exercise"), typed.values.get("only")];
  const names = lists.flatMap((list) => list?.split(",") ?? []).map((name) => name.trim());
  if (names.length === 0) return all;
  try {
    const wanted = names.map((name) => findExercise(all, name));
    return all.filter((exercise) => wanted.includes(exercise));
  } catch (error) {
    throw new CliError((error as Error).message);
  }
}
