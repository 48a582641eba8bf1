import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runExercise, type AnswerHost, type Exercise } from "@headgate/check/engine";
import { loadExercise, type ExerciseSource } from "@headgate/check/node";
import { checkModules } from "../course-folder.ts";
import type { JailYard } from "../jail/jail-yard.ts";
import { jailedHost } from "../jail/jailed-host.ts";
import { studentJails, type StudentJails } from "../jail/student-jails.ts";
import { bundleAnswer } from "../submission/bundle-answer.ts";
import type { Mutant } from "./mutants.ts";

/** What the checks of an exercise said of one changed solution. */
export interface Trial {
  readonly mutant: Mutant;
  /** Whether a check failed; "time" when it did because the program was stopped; "broken" when the check itself fell over. */
  readonly outcome: "caught" | "time" | "survived" | "broken";
  /** The name of that check, and what it said. */
  readonly check?: string;
  readonly message?: string;
}

/** How many jails are at work side by side, at most. */
const mostLanes = 4;

/** Milliseconds that one evaluation may take: of the solution, and of a changed one whatever the solution took. */
const limits = { solution: 10_000, least: 1000, most: 3000 } as const;

/**
 * Runs the checks on each changed solution, visible ones first, up to the first that fails; several side by side. Answers undefined when
 * the solution itself does not pass, for then nothing can be learned from changing it.
 */
export async function tryMutants(
  source: ExerciseSource,
  mutants: readonly Mutant[],
  yard: JailYard,
  onTrial: (done: number) => void = () => {},
): Promise<Trial[] | undefined> {
  const exercise = await loadExercise(source, checkModules);
  const scratch = mkdtempSync(join(tmpdir(), "headgate-mutants-"));
  const trials: Trial[] = [];
  const waiting = mutants.entries();
  const atBench = async <Result>(work: (bench: Bench) => Promise<Result>): Promise<Result> => {
    const jails = studentJails(yard);
    const folder = mkdtempSync(join(scratch, "lane-"));
    try {
      return await work({ exercise, jails, path: join(folder, `${source.slug}.ts`) });
    } finally {
      jails.close();
    }
  };
  const lane = (limitMs: number): Promise<void> =>
    atBench(async (bench) => {
      for (const [index, mutant] of waiting) {
        trials[index] = { mutant, ...(await run(bench, mutant.code, limitMs)) };
        onTrial(Object.keys(trials).length);
      }
    });
  try {
    const limitMs = await atBench((bench) =>
      limitFor(bench, readFileSync(source.solution, "utf8")),
    );
    if (limitMs === undefined) return undefined;
    const lanes = Math.min(mostLanes, availableParallelism());
    await Promise.all(Array.from({ length: lanes }, () => lane(limitMs)));
    return trials;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Where one changed solution after the other is written down and run. */
interface Bench {
  readonly exercise: Exercise;
  readonly jails: StudentJails;
  readonly path: string;
}

/** Many times what the solution itself takes in a process that has begun already; undefined when it does not pass. */
async function limitFor(bench: Bench, solution: string): Promise<number | undefined> {
  await run(bench, solution, limits.solution);
  const { outcome, longestMs } = await run(bench, solution, limits.solution);
  if (outcome !== "survived") return undefined;
  return Math.min(limits.most, Math.max(limits.least, 10 * longestMs));
}

interface Ran extends Omit<Trial, "mutant"> {
  readonly longestMs: number;
}

async function run(
  { exercise, jails, path }: Bench,
  code: string,
  timeLimitMs: number,
): Promise<Ran> {
  writeFileSync(path, code);
  const bundled = await bundleAnswer({ root: dirname(path), path, exports: exercise.exports });
  if ("verdict" in bundled) return { outcome: "caught", longestMs: 0, message: bundled.message };
  const host = jailedHost({ code: bundled.code, seed: 1, timeLimitMs, jails });
  try {
    return await upToTheFirstFailure(exercise, host);
  } finally {
    host.close();
  }
}

/** Runs the checks on an answer; behind the first that fails, nothing more is evaluated. */
async function upToTheFirstFailure(exercise: Exercise, host: AnswerHost): Promise<Ran> {
  let failed: Omit<Ran, "longestMs"> | undefined;
  let longestMs = 0;
  const evaluate: AnswerHost["evaluate"] = async (evaluation) => {
    if (failed) return { outcome: "no answer", verdict: "not run", message: "A check has failed." };
    const since = performance.now();
    const reply = await host.evaluate(evaluation);
    longestMs = Math.max(longestMs, performance.now() - since);
    return reply;
  };
  await runExercise({
    exercise,
    host: { seed: host.seed, evaluate },
    modules: checkModules,
    hidden: true,
    onResult({ verdict, name, message }) {
      if (verdict === "correct") return;
      const outcome = verdict === "internal" ? "broken" : verdict === "time" ? "time" : "caught";
      failed ??= { outcome, check: name, message };
    },
  });
  return { outcome: "survived", ...failed, longestMs };
}
