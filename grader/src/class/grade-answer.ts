import { relative } from "node:path";
import { runExercise, type AnswerHost, type Exercise, type Reply } from "@headgate/check/engine";
import type { JailYard } from "../jail/jail-yard.ts";
import { jailedHost } from "../jail/jailed-host.ts";
import type { StudentJails } from "../jail/student-jails.ts";
import { bundleAnswer, type BundledAnswer } from "../submission/bundle-answer.ts";
import { findAnswer, type FoundAnswer } from "../submission/find-answer.ts";
import type { StudentFiles } from "../submission/student-files.ts";
import { gradingKey } from "./grading-key.ts";
import { seedFor, type Grading } from "./results.ts";

/** An exercise ready to be graded. */
export interface Gradable {
  readonly exercise: Exercise;
  readonly max: number;
  /** The text of the stub, to know an answer that is still as it was handed out. */
  readonly stub: string;
  /** The hash of all that the exercise brings to a grade: its check files, its stub, its hints. */
  readonly hash: string;
}

/** What a grading needs besides the submission. */
export interface GradeSettings {
  readonly yard: Pick<JailYard, "next">;
  readonly modules: Readonly<Record<string, unknown>>;
  readonly timeLimitMs: number;
  readonly seed: number;
  /** The hash of what all gradings of this run rest on. */
  readonly runHash: string;
}

/** The answer of one student to one exercise, found and not yet run. */
export interface Answer {
  readonly student: string;
  readonly gradable: Gradable;
  readonly seed: number;
  /** Where it was looked for; undefined when nothing was handed in at all. */
  readonly files: StudentFiles | undefined;
  readonly found: FoundAnswer;
  /** The key of its grading. */
  readonly key: string;
}

/** Why there is nothing to run. */
interface Absent {
  readonly verdict: "not submitted" | "refused" | "internal";
  readonly message: string;
}

/** Characters of what an answer printed that are kept per check. */
const consoleKept = 4000;

/** Looks for an answer. What goes wrong with that unforeseen is our fault, not the student's. */
export function answerTo(
  gradable: Gradable,
  student: string,
  files: StudentFiles | undefined,
  { seed: runSeed, runHash }: GradeSettings,
): Answer {
  const { exercise, stub, hash } = gradable;
  const seed = seedFor(student, exercise.slug, String(runSeed));
  let found: FoundAnswer;
  let key: string;
  try {
    found = files ? findAnswer(files, exercise.slug, stub, exercise.exports) : nothingCame;
    key = gradingKey(files, found, [runHash, hash, student, exercise.slug, String(seed)]);
  } catch (error) {
    found = ourFault(error);
    key = "";
  }
  return { student, gradable, seed, files, found, key };
}

const nothingCame: Absent = { verdict: "not submitted", message: "Nothing was handed in." };

function ourFault(error: unknown): Absent {
  const message = `The grader failed on this answer: ${(error as Error).message}`;
  return { verdict: "internal", message };
}

/** Bundles an answer that was found. Never rejects. */
export async function bundled(answer: Answer): Promise<BundledAnswer | Absent> {
  const { found, files, gradable } = answer;
  if ("verdict" in found) return { verdict: found.verdict, message: found.message };
  if (!files) return nothingCame;
  try {
    const { root, sources } = files;
    const { exports } = gradable.exercise;
    return await bundleAnswer({ root, exports, files: new Set(sources), ...found });
  } catch (error) {
    return ourFault(error);
  }
}

/**
 * Runs all checks of an exercise, visible and hidden, on an answer. With the jails of its student it stops at the first
 * check that runs into the clock or out of memory: what it comes to then is found out by running it again, alone, in
 * processes of its own, which is what happens without them. Never rejects.
 */
export async function gradeAnswer(
  answer: Answer,
  code: BundledAnswer | Absent,
  settings: GradeSettings,
  jails?: StudentJails,
): Promise<Grading> {
  const { gradable, seed, found, files } = answer;
  const { exercise, max } = gradable;
  const host = hostOf(answer, code, settings, jails);
  try {
    const options = { exercise, modules: settings.modules, hidden: true };
    const report = await runExercise({ ...options, host: jails ? untilStopped(host) : host });
    const isOurs = report.checks.some(({ verdict }) => verdict === "internal");
    const checks = report.checks.map((check) => {
      return { ...check, console: check.console.slice(0, consoleKept) };
    });
    return {
      slug: exercise.slug,
      source: "path" in found && files ? relative(files.root, found.path) : null,
      seed,
      earned: isOurs ? null : report.points,
      max,
      repeated: jails === undefined,
      checks,
      ...("unreadable" in found && { unreadable: found.unreadable }),
    };
  } finally {
    host.close();
  }
}

type ClosableHost = AnswerHost & { close(): void };

function hostOf(
  { seed }: Answer,
  code: BundledAnswer | Absent,
  { yard, timeLimitMs }: GradeSettings,
  jails: StudentJails | undefined,
): ClosableHost {
  if ("verdict" in code) {
    // Every check is told why there is nothing to run.
    const reply: Reply = { outcome: "no answer", ...code };
    return { seed, evaluate: async () => reply, close: () => {} };
  }
  const where = jails ? { jails } : { nextJail: () => yard.next() };
  return jailedHost({ code: code.code, seed, timeLimitMs, ...where });
}

/** Leaves an answer alone once it was stopped: its checks are all run again later. */
function untilStopped(host: AnswerHost): AnswerHost {
  let isStopped = false;
  return {
    seed: host.seed,
    async evaluate(evaluation) {
      if (isStopped) return leftAlone;
      const reply = await host.evaluate(evaluation);
      isStopped = reply.outcome === "limit" && reply.limit !== "output";
      return reply;
    },
  };
}

const leftAlone: Reply = {
  outcome: "no answer",
  verdict: "not run",
  message: "This check is run when all else is done.",
};

/** Whether a grading is to be repeated before it counts. */
export function isDoubtful({ checks }: Grading): boolean {
  return checks.some(
    ({ verdict }) => verdict === "time" || verdict === "memory" || verdict === "internal",
  );
}
