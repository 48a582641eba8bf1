import { unknownName } from "@headgate/check/engine";
import { CliError } from "../cli-error.ts";
import type { GradedExercise } from "../class/results.ts";
import type { Extension } from "./due-time.ts";

/** What an instructor says of a class beside what the checks say. No grading ever writes it. */
export interface Adjustments {
  /** The file, for messages. */
  readonly path: string;
  /** By the student's key, as `results.json` has it. */
  readonly students: ReadonlyMap<string, StudentAdjustment>;
}

export interface StudentAdjustment {
  /** The line of the file, from 1. */
  readonly line: number;
  readonly comment?: string;
  readonly extension?: Extension;
  /** By the exercise's slug. */
  readonly exercises: ReadonlyMap<string, ExerciseAdjustment>;
}

export interface ExerciseAdjustment {
  readonly line: number;
  readonly comment?: string;
  readonly override?: {
    /** From 0 up. */
    readonly points: number;
    readonly reason: string;
    /** Whether the points may be more than the exercise gives. */
    readonly isExtra: boolean;
  };
}

const keysTold = 8;

/** No word from an instructor. */
export const noAdjustments: Adjustments = { path: "", students: new Map() };

/** Who and what an adjustment may be about. */
export interface KnownClass {
  /** Every student's key, also of who handed in nothing. */
  readonly students: readonly string[];
  /** Every exercise of the course, also what this run leaves out. */
  readonly exercises: readonly GradedExercise[];
}

/**
 * Throws one sentence with the line for the first adjustment that is about nobody of the class, about no exercise, or
 * gives more points than the exercise has without `extra: true`.
 */
export function requireKnown(adjustments: Adjustments, known: KnownClass): void {
  const bySlug = new Map(known.exercises.map((exercise) => [exercise.slug, exercise]));
  const keys = new Set(known.students);
  for (const [student, { line, exercises }] of adjustments.students) {
    if (!keys.has(student))
      throw mistake(adjustments.path, line, unknownStudent(student, known.students));
    for (const [slug, adjustment] of exercises) {
      const exercise = bySlug.get(slug);
      if (exercise === undefined)
        throw mistake(
          adjustments.path,
          adjustment.line,
          unknownName("exercise", slug, [...bySlug.keys()]),
        );
      const { points = 0, isExtra = false } = adjustment.override ?? {};
      if (points > exercise.max && !isExtra)
        throw mistake(
          adjustments.path,
          adjustment.line,
          `${slug} gives at most ${exercise.max} points, got ${points}; for more add \`extra: true\`.`,
        );
    }
  }
}

/** A mistake in the side file, told in one sentence with its place. */
export function mistake(path: string, line: number, sentence: string): CliError {
  return new CliError(`${path}:${line}: ${sentence}`);
}

/** Says that a student is not known. A class is long: of keys that are not near, only a few are told. */
export function unknownStudent(student: string, all: readonly string[]): string {
  const told = unknownName("student", student, all);
  if (told.includes("did you mean") || all.length <= keysTold) return told;
  const some = all.slice(0, keysTold).join(", ");
  const more = `${some} and ${all.length - keysTold} more`;
  return `${told.slice(0, told.indexOf(";"))}; there are ${more} (\`student\` in results.json).`;
}
