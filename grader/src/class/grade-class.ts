import type { Submission } from "../intake/intake.ts";
import { bundled, gradeAnswer, type Answer } from "./grade-answer.ts";
import {
  attemptsOf,
  gradeStudent,
  writeDown,
  type GradedStudent,
  type StudentOptions,
} from "./grade-student.ts";
import type { Journal } from "./journal.ts";
import type { Grading } from "./results.ts";

/** A class to grade, and who is told how far it is. */
export interface ClassOptions extends Omit<
  StudentOptions,
  "onFinished" | "onDoubtful" | "journal"
> {
  readonly submissions: readonly Submission[];
  /** Students graded at the same time, from 1 up. */
  readonly jobs: number;
  /** Where finished gradings are written down, and those of an earlier run taken from. Default: nowhere. */
  readonly journal?: Pick<Journal, "get" | "add">;
  readonly onProgress: (progress: ClassProgress) => void;
}

/** How far the grading of a class is. */
export interface ClassProgress {
  /** "again": what ran into the clock or out of memory, and what the grader failed at, alone. */
  readonly phase: "first" | "again";
  readonly done: number;
  readonly of: number;
  /** How many of those that are done were taken from the journal. */
  readonly known: number;
  /** What has just been done. */
  readonly student: string;
  readonly slug: string;
}

interface Doubt {
  readonly answer: Answer;
  readonly replace: (grading: Grading) => void;
}

/**
 * Grades every exercise of every student. What ran into the clock or out of memory, and what failed by our own fault,
 * is graded once more when all else is done, alone: only then it counts.
 */
export async function gradeClass(options: ClassOptions): Promise<GradedStudent[]> {
  const { submissions, gradables, journal } = options;
  const doubts: Doubt[] = [];
  const graded: GradedStudent[] = [];
  const of = submissions
    .map((submission) => attemptsOf(submission, options.attempt).length * gradables.length)
    .reduce((sum, count) => sum + count, 0);
  let [done, known] = [0, 0];
  const tell = (
    phase: ClassProgress["phase"],
    { student, gradable }: Answer,
    all: number,
  ): void => {
    const { slug } = gradable.exercise;
    options.onProgress({ phase, done: (done += 1), of: all, known, student, slug });
  };
  const studentOptions: StudentOptions = {
    ...options,
    journal,
    onFinished: (answer, isKnown) => {
      known += Number(isKnown);
      tell("first", answer, of);
    },
    onDoubtful: (answer, replace) => {
      doubts.push({ answer, replace });
      tell("first", answer, of);
    },
  };
  await eachOf(submissions.length, options.jobs, async (index) => {
    graded[index] = await gradeStudent(submissions[index]!, studentOptions);
  });
  [done, known] = [0, 0];
  for (const { answer, replace } of doubts) {
    const grading = await gradeAnswer(answer, await bundled(answer), options);
    replace(grading);
    writeDown(answer, grading, journal);
    tell("again", answer, doubts.length);
  }
  return graded;
}

/** Runs `work` for 0 … count-1, so many at a time. */
async function eachOf(
  count: number,
  jobs: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(jobs, count) }, worker));
}
