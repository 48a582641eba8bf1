/** One exercise with its check files, ready to run anywhere. Made from an exercise's folder by the build. */
export interface Exercise {
  /** The folder's name, `02-counter`. */
  readonly folder: string;
  /** What people type, `counter`. */
  readonly slug: string;
  readonly title: string;
  readonly chapter: number;
  /** What all its checks give together, also those that run only at grading, when that is known. */
  readonly points?: number;
  /** Three of them: the idea, the part of the API, a piece of the code. */
  readonly hints: readonly string[];
  /** The names that the answer must export. */
  readonly exports: readonly string[];
  readonly visible: CheckFile;
  /** Only where a class is graded. */
  readonly hidden?: CheckFile;
  /** How many checks run only at grading, when that is known. */
  readonly hiddenCount?: number;
}

/** A check file as CommonJS: what it imports comes through `require`, so nothing of it is global. */
export type CheckFile = (require: (name: string) => unknown) => void;
