import type { CheckResult } from "@headgate/check/engine";
import type { Identities, RosterStudent } from "../intake/intake.ts";
import type { WallName } from "../jail/walls.ts";

/**
 * `results.json`: everything that is known of a graded class. The format only ever grows within a version; the
 * fields are documented in grader/README.md.
 */
export interface Results {
  readonly format: "headgate-results";
  readonly version: 2;
  readonly settings: {
    readonly wall: WallName;
    readonly wallPromises: string;
    readonly timeLimitMs: number;
    readonly heapMb: number;
    readonly seed: number;
    /** The late policy as it was typed, "none" by default. */
    readonly late: string;
    /** When the work was due, ISO 8601. */
    readonly due?: string;
  };
  readonly identities: Identities;
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
  /** What tells this student from all others: the roster's key, else the name of the folder or file. */
  readonly student: string;
  readonly name: string;
  readonly roster?: RosterStudent;
  /** The name of the feedback files, without `.html` and `.md`. */
  readonly feedback: string;
  /** Which attempt was graded; absent when nothing was handed in. */
  readonly attempt?: string;
  /** ISO 8601, where it is known. */
  readonly handedInAt?: string;
  /** Whole days behind the due time with the student's extension, begun ones counted; 0 in time or not known. */
  readonly lateDays: number;
  /** More time that an instructor gave this student. */
  readonly extension?: GrantedExtension;
  /** What was passed over in the folder, and what was noticed about it. */
  readonly notes: readonly string[];
  /** What could not be read and may have held an answer: somebody must look at it. */
  readonly unreadable: readonly string[];
  /** An instructor's words for the student. */
  readonly comment?: string;
  /** What counts. Null when an exercise could not be graded: then it is for a person to look, and not a zero. */
  readonly points: number | null;
  readonly max: number;
  readonly exercises: readonly ExerciseResult[];
}

export interface GrantedExtension {
  /** As the instructor wrote it: "+2 days", "2026-12-03". */
  readonly granted: string;
  /** Until when, ISO 8601; absent where days were given and no due time. */
  readonly until?: string;
  /** The LMS says that the work came late, and not when, or no due time was given: whether it came within the extension is not known. */
  readonly isUnchecked?: true;
}

/** What running the checks came to, before lateness and an instructor's word. */
export interface Grading {
  readonly slug: string;
  /** Where the answer was found, relative to the attempt's folder; null when there is none. */
  readonly source: string | null;
  /** What `mine.seed` was. */
  readonly seed: number;
  /** What the checks gave. Null when the grader was at fault. */
  readonly earned: number | null;
  readonly max: number;
  /** Whether it was run a second time, alone, because a limit had been hit or the grader had failed. */
  readonly repeated: boolean;
  readonly checks: readonly CheckResult[];
  /** What could not be read of this answer, for somebody to look at. */
  readonly unreadable?: string;
}

export interface ExerciseResult extends Grading {
  /** Points taken off for lateness, from 0 up. */
  readonly penalty: number;
  /** An instructor's word, which counts instead. */
  readonly override?: { readonly points: number; readonly reason: string };
  readonly comment?: string;
  /** What counts: the override, else what was earned less the penalty. Null when the grader was at fault. */
  readonly points: number | null;
}

/** A number from 1 to 2³¹, the same for the same texts (FNV-1a). */
export function seedFor(...texts: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(texts.join("\0"))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return ((hash >>> 0) % 2_147_483_647) + 1;
}
