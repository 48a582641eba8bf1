import { relative } from "node:path";
import { runExercise, type AnswerHost, type Exercise, type Reply } from "@headgate/check/engine";
import type { JailYard } from "../jail/jail-yard.ts";
import type { Jail } from "../jail/jail.ts";
import { jailedHost } from "../jail/jailed-host.ts";
import { bundleAnswer } from "../submission/bundle-answer.ts";
import { findAnswer } from "../submission/find-answer.ts";
import type { StudentFiles } from "../submission/student-files.ts";
import { seedFor, type ExerciseResult } from "./results.ts";

/** An exercise ready to be graded. */
export interface Gradable {
  readonly exercise: Exercise;
  readonly max: number;
  /** The text of the stub, to know an answer that is still as it was handed out. */
  readonly stub: string;
}

/** What a grading needs besides the submission. */
export interface GradeSettings {
  readonly yard: JailYard;
  readonly modules: Readonly<Record<string, unknown>>;
  readonly timeLimitMs: number;
  readonly seed: number;
}

/** Characters of what an answer printed that are kept per check. */
const consoleKept = 4000;

/** Grades one exercise of one student: visible and hidden checks. Never rejects. */
export async function gradeAnswer(
  student: string,
  files: StudentFiles,
  { exercise, max, stub }: Gradable,
  settings: GradeSettings,
): Promise<{ result: ExerciseResult; unreadable: string | undefined }> {
  const seed = seedFor(student, exercise.slug, String(settings.seed));
  const { host, source, unreadable } = await answerOf(files, exercise, stub, seed, settings);
  try {
    const report = await runExercise({ exercise, host, modules: settings.modules, hidden: true });
    const isOurs = report.checks.some(({ verdict }) => verdict === "internal");
    const checks = report.checks.map((check) => {
      return { ...check, console: check.console.slice(0, consoleKept) };
    });
    const points = isOurs ? null : report.points;
    const result = { slug: exercise.slug, source, seed, points, max, repeated: false, checks };
    return { result, unreadable };
  } finally {
    host.close();
  }
}

type ClosableHost = AnswerHost & { close(): void };

/** Finds, bundles and jails an answer. Whatever goes wrong with that unforeseen is our fault, not the student's. */
async function answerOf(
  files: StudentFiles,
  exercise: Exercise,
  stub: string,
  seed: number,
  { yard, timeLimitMs }: GradeSettings,
): Promise<{ host: ClosableHost; source: string | null; unreadable?: string | undefined }> {
  let source: string | null = null;
  try {
    const found = findAnswer(files, exercise.slug, stub, exercise.exports);
    if ("verdict" in found) {
      const { verdict, message, unreadable } = found;
      return { host: absent({ outcome: "no answer", verdict, message }, seed), source, unreadable };
    }
    source = relative(files.root, found.path);
    const bundled = await bundleAnswer({ root: files.root, exports: exercise.exports, ...found });
    if ("verdict" in bundled) {
      return { host: absent({ outcome: "no answer", ...bundled }, seed), source };
    }
    const nextJail = (): Jail => yard.next();
    return { host: jailedHost({ code: bundled.code, seed, timeLimitMs, nextJail }), source };
  } catch (error) {
    const message = `The grader failed on this answer: ${(error as Error).message}`;
    return { host: absent({ outcome: "no answer", verdict: "internal", message }, seed), source };
  }
}

/** Stands for an answer that is not there: every check is told why. */
function absent(reply: Reply, seed: number): ClosableHost {
  return { seed, evaluate: async () => reply, close: () => {} };
}
