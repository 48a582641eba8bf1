import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { studentFiles, type StudentFiles } from "../submission/student-files.ts";
import { gradeAnswer, type Gradable, type GradeSettings } from "./grade-answer.ts";
import { feedbackNames } from "../output/feedback-name.ts";
import type { ExerciseResult, StudentResult } from "./results.ts";

/** A class to grade, and who is told how far it is. */
export interface ClassOptions extends GradeSettings {
  readonly folder: string;
  readonly gradables: readonly Gradable[];
  /** Gradings at the same time. */
  readonly jobs: number;
  readonly onProgress: (progress: {
    readonly done: number;
    readonly of: number;
    readonly again: boolean;
  }) => void;
}

/** The names of the students' folders: real folders, in order. Links, files and hidden folders are passed over; hidden files go without saying. */
export function studentsIn(folder: string): { students: string[]; passedOver: string[] } {
  const students: string[] = [];
  const passedOver: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    const isFolder =
      lstatSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (!name.startsWith(".")) (isFolder ? students : passedOver).push(name);
    else if (isFolder) passedOver.push(name);
  }
  return { students, passedOver };
}

interface Task {
  readonly student: string;
  readonly files: StudentFiles;
  readonly gradable: Gradable;
}

/**
 * Grades every exercise of every student. What ran into the clock or out of memory, and what failed by our own fault,
 * is graded once more when all else is done, alone: only then it counts.
 */
export async function gradeClass(options: ClassOptions): Promise<StudentResult[]> {
  const { students } = studentsIn(options.folder);
  const folders = students.map((student) => ({
    student,
    files: studentFiles(join(options.folder, student)),
  }));
  const tasks = folders.flatMap((it) =>
    options.gradables.map((gradable): Task => ({ ...it, gradable })),
  );
  const results: ExerciseResult[] = [];
  const unreadable = new Map<string, Set<string>>();
  let done = 0;
  const grade = async (index: number, repeated: boolean): Promise<void> => {
    const { student, files, gradable } = tasks[index]!;
    const graded = await gradeAnswer(student, files, gradable, options);
    results[index] = { ...graded.result, repeated };
    const known =
      unreadable.get(student) ?? new Set(files.unreadable.map(({ message }) => message));
    if (graded.unreadable !== undefined) known.add(graded.unreadable);
    unreadable.set(student, known);
  };
  await eachOf(tasks.length, options.jobs, async (index) => {
    await grade(index, false);
    options.onProgress({ done: ++done, of: tasks.length, again: false });
  });
  const doubtful = results.flatMap((result, index) => (isDoubtful(result) ? [index] : []));
  for (const [told, index] of doubtful.entries()) {
    await grade(index, true);
    options.onProgress({ done: told + 1, of: doubtful.length, again: true });
  }
  const count = options.gradables.length;
  const feedback = feedbackNames(students);
  return folders.map(({ student, files }, index) => {
    const exercises = results.slice(index * count, (index + 1) * count);
    const notes = { notes: files.notes, unreadable: [...(unreadable.get(student) ?? [])] };
    return { student, feedback: feedback[index]!, ...notes, ...sums(exercises) };
  });
}

function isDoubtful({ checks }: ExerciseResult): boolean {
  return checks.some(
    ({ verdict }) => verdict === "time" || verdict === "memory" || verdict === "internal",
  );
}

/** Points of what could not be graded are not known, and then neither is their sum. */
function sums(
  exercises: readonly ExerciseResult[],
): Pick<StudentResult, "points" | "max" | "exercises"> {
  const isWhole = exercises.every(({ points }) => points !== null);
  const points = exercises.reduce((sum, exercise) => sum + (exercise.points ?? 0), 0);
  const max = exercises.reduce((sum, exercise) => sum + exercise.max, 0);
  return { points: isWhole ? points : null, max, exercises };
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
