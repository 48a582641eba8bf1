import type { Attempt, Submission } from "../intake/intake.ts";
import { studentJails, type StudentJails } from "../jail/student-jails.ts";
import { UnreadableFile } from "../submission/answer-file.ts";
import { studentFiles, type StudentFiles } from "../submission/student-files.ts";
import {
  answerTo,
  bundled,
  gradeAnswer,
  isDoubtful,
  type Answer,
  type Gradable,
  type GradeSettings,
} from "./grade-answer.ts";
import type { Journal } from "./journal.ts";
import type { Grading } from "./results.ts";

/** One attempt of a student with all its gradings, in the order of the exercises. */
export interface GradedAttempt {
  /** Undefined when nothing was handed in. */
  readonly attempt: Attempt | undefined;
  readonly notes: readonly string[];
  readonly unreadable: readonly string[];
  readonly gradings: readonly Grading[];
  /** What the student wrote, where something was found. */
  readonly answers: readonly { readonly slug: string; readonly text: string }[];
}

/** Everything that was graded of one student: one attempt, or several to choose from. */
export interface GradedStudent {
  readonly submission: Submission;
  readonly attempts: readonly GradedAttempt[];
}

/** What the grading of a student tells while it goes on. */
export interface StudentOptions extends GradeSettings {
  readonly gradables: readonly Gradable[];
  readonly attempt: "last" | "best";
  readonly journal: Pick<Journal, "get" | "add"> | undefined;
  /** A grading is finished. `isKnown`: it was taken from the journal. */
  readonly onFinished: (answer: Answer, isKnown: boolean) => void;
  /** A grading is to be repeated when all else is done; `replace` puts what that comes to in its place. */
  readonly onDoubtful: (answer: Answer, replace: (grading: Grading) => void) => void;
}

/** The attempts of a student that are graded: the last, or all to choose the best of; one of nothing when there is none. */
export function attemptsOf(
  { attempts }: Submission,
  which: "last" | "best",
): readonly (Attempt | undefined)[] {
  if (attempts.length === 0) return [undefined];
  return which === "best" ? attempts : attempts.slice(-1);
}

/** Grades all exercises of one student, one after the other, in one process of this student's own. Never rejects. */
export async function gradeStudent(
  submission: Submission,
  options: StudentOptions,
): Promise<GradedStudent> {
  const jails = studentJails(options.yard);
  const attempts: GradedAttempt[] = [];
  try {
    for (const attempt of attemptsOf(submission, options.attempt)) {
      attempts.push(await gradeAttempt(submission.student, attempt, options, jails));
    }
  } finally {
    jails.close();
  }
  return { submission, attempts };
}

async function gradeAttempt(
  student: string,
  attempt: Attempt | undefined,
  options: StudentOptions,
  jails: StudentJails,
): Promise<GradedAttempt> {
  const files = attempt && filesOf(attempt);
  const answers = options.gradables.map((gradable) => answerTo(gradable, student, files, options));
  const known = answers.map(({ key }) => options.journal?.get(key));
  // The compiler is a process of its own: it works ahead of the jail.
  const codes = answers.map((answer, index) => (known[index] ? undefined : bundled(answer)));
  const gradings: Grading[] = [];
  for (const [index, answer] of answers.entries()) {
    const grading =
      known[index] ?? (await gradeAnswer(answer, await codes[index]!, options, jails));
    gradings[index] = grading;
    if (known[index] === undefined && isDoubtful(grading)) {
      options.onDoubtful(answer, (again) => (gradings[index] = again));
      continue;
    }
    if (!known[index]) writeDown(answer, grading, options.journal);
    options.onFinished(answer, known[index] !== undefined);
  }
  const unreadable = unreadableIn(files, gradings);
  return { attempt, notes: files?.notes ?? [], unreadable, gradings, answers: textsOf(answers) };
}

/** The files of an attempt, with what could not even be taken in. */
function filesOf({ root, unreadable = [] }: Attempt): StudentFiles {
  try {
    const files = studentFiles(root);
    return { ...files, unreadable: [...unreadable, ...files.unreadable] };
  } catch (error) {
    const problem = new UnreadableFile(
      `The grader failed on this: ${(error as Error).message}`,
      true,
    );
    return { root, sources: [], notebooks: [], notes: [], unreadable: [...unreadable, problem] };
  }
}

/** What the grader failed at is not kept: the next run tries again. */
export function writeDown(
  { key, student, gradable }: Answer,
  grading: Grading,
  journal: Pick<Journal, "add"> | undefined,
): void {
  const { slug } = gradable.exercise;
  if (key !== "" && grading.earned !== null) journal?.add({ key, student, slug, grading });
}

function unreadableIn(files: StudentFiles | undefined, gradings: readonly Grading[]): string[] {
  const ofFolder = (files?.unreadable ?? []).map(({ message }) => message);
  return [...new Set([...ofFolder, ...gradings.flatMap(({ unreadable }) => unreadable ?? [])])];
}

function textsOf(answers: readonly Answer[]): GradedAttempt["answers"] {
  return answers.flatMap(({ found, gradable: { exercise } }) =>
    "path" in found ? [{ slug: exercise.slug, text: found.text }] : [],
  );
}
