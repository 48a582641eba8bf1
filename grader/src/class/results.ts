import type { CheckResult } from "@headgate/check/engine";
import type { WallName } from "../jail/walls.ts";

/**
 * `results.json`: everything that is known of a graded class. The format only ever grows within a version; the
 * fields are documented in grader/README.md.
 */
export interface Results {
  readonly format: "headgate-results";
  readonly version: 1;
  readonly settings: {
    readonly wall: WallName;
    readonly wallPromises: string;
    readonly timeLimitMs: number;
    readonly heapMb: number;
    readonly seed: number;
  };
  readonly exercises: readonly GradedExercise[];
  readonly students: readonly StudentResult[];
  /** The files that were written, relative to this one: what a later run may replace. */
  readonly files: readonly string[];
}

/** An exercise with the points all its checks give. */
export interface GradedExercise {
  readonly slug: string;
  readonly title: string;
  readonly max: number;
}

export interface StudentResult {
  /** The name of the student's folder. */
  readonly student: string;
  /** The name of the feedback files, without `.html` and `.md`. */
  readonly feedback: string;
  /** What was passed over in the folder. */
  readonly notes: readonly string[];
  /** What could not be read and may have held an answer: somebody must look at it. */
  readonly unreadable: readonly string[];
  /** Null when an exercise could not be graded: then it is for a person to look, and not a zero. */
  readonly points: number | null;
  readonly max: number;
  readonly exercises: readonly ExerciseResult[];
}

export interface ExerciseResult {
  readonly slug: string;
  /** Where the answer was found, relative to the student's folder; null when there is none. */
  readonly source: string | null;
  /** What `mine.seed` was. */
  readonly seed: number;
  /** Null when the grader was at fault. */
  readonly points: number | null;
  readonly max: number;
  /** Whether it was run a second time, alone, because a limit had been hit or the grader had failed. */
  readonly repeated: boolean;
  readonly checks: readonly CheckResult[];
}

/** A number from 1 to 2³¹, the same for the same texts (FNV-1a). */
export function seedFor(...texts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(texts.join("\0"))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return ((hash >>> 0) % 2_147_483_647) + 1;
}
