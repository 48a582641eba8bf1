import { dirname } from "node:path";
import { runExercise, type AnswerHost, type Exercise, type Report } from "@headgate/check/engine";
import { loadExercise, type ExerciseSource } from "@headgate/check/node";
import type { JailYard } from "../jail/jail-yard.ts";
import type { Jail } from "../jail/jail.ts";
import { jailedHost } from "../jail/jailed-host.ts";
import { bundleAnswer, type AnswerSource } from "../submission/bundle-answer.ts";

/** What a check of one answer needs. */
export interface CheckSettings {
  readonly yard: Pick<JailYard, "next">;
  readonly modules: Readonly<Record<string, unknown>>;
  readonly timeLimitMs: number;
  /** Which hint to show: 1, 2 or 3. */
  readonly hint?: number;
  /** Another file than the exercise's own, such as a solution. */
  readonly answer?: string;
  /** The cells of a notebook in place of a file. */
  readonly cells?: Omit<AnswerSource, "exports">;
  /** Run the hidden checks too. */
  readonly hidden?: boolean;
  readonly seed?: number;
  /** The exercise, when it is loaded already. */
  readonly exercise?: Exercise;
  /** Ends the run, and the answer's process with it; its report is of no use then. */
  readonly signal?: AbortSignal;
  /** Told when the run is over how many milliseconds it spent with what. */
  readonly onTimes?: (times: RunTimes) => void;
}

/** Milliseconds that a run spent on bundling, on the answer in its jail, and on all else. */
export interface RunTimes {
  readonly bundlingMs: number;
  readonly jailMs: number;
  readonly checksMs: number;
}

/** Runs the checks of an exercise on the answer that lies in its folder. */
export async function checkAnswer(
  source: ExerciseSource,
  settings: CheckSettings,
): Promise<Report> {
  const { modules, seed = 1, hint = 1, hidden = false } = settings;
  const path = settings.answer ?? source.stub;
  const exercise = settings.exercise ?? (await loadExercise(source, modules));
  const from = performance.now();
  const where = settings.cells ?? { root: dirname(path), path };
  const bundled = await bundleAnswer({ ...where, exports: exercise.exports });
  const bundlingMs = performance.now() - from;
  const options = { exercise, modules, hint, hidden };
  if ("verdict" in bundled) {
    const host: AnswerHost = { seed, evaluate: async () => ({ outcome: "no answer", ...bundled }) };
    const report = await runExercise({ ...options, host });
    const checksMs = performance.now() - from - bundlingMs;
    settings.onTimes?.({ bundlingMs, jailMs: 0, checksMs });
    return report;
  }
  const host = endableHost(bundled.code, seed, settings);
  try {
    const report = await runExercise({ ...options, host });
    const jailMs = host.spentMs();
    const checksMs = performance.now() - from - bundlingMs - jailMs;
    settings.onTimes?.({ bundlingMs, jailMs, checksMs });
    return report;
  } finally {
    host.close();
  }
}

type EndableHost = AnswerHost & { close(): void; spentMs(): number };

/** A jailed answer that a signal ends: its jails are killed, and no other is asked for. */
function endableHost(
  code: string,
  seed: number,
  { yard, timeLimitMs, signal }: CheckSettings,
): EndableHost {
  const taken: Jail[] = [];
  const nextJail = (): Jail => {
    const jail = yard.next();
    taken.push(jail);
    return jail;
  };
  const host = jailedHost({ code, seed, timeLimitMs, nextJail });
  const end = (): void => taken.forEach((jail) => jail.kill());
  signal?.addEventListener("abort", end, { once: true });
  let spent = 0;
  return {
    seed,
    async evaluate(evaluation) {
      if (signal?.aborted) return superseded;
      const from = performance.now();
      try {
        return await host.evaluate(evaluation);
      } finally {
        spent += performance.now() - from;
      }
    },
    spentMs: () => spent,
    close() {
      signal?.removeEventListener("abort", end);
      host.close();
    },
  };
}

const superseded = {
  outcome: "no answer",
  verdict: "not run",
  message: "This check did not run: the run was ended.",
} as const;
