import { dirname } from "node:path";
import { runExercise, type AnswerHost, type Report } from "@headgate/check/engine";
import { loadExercise, type ExerciseSource } from "@headgate/check/node";
import type { JailYard } from "../jail/jail-yard.ts";
import { jailedHost } from "../jail/jailed-host.ts";
import { bundleAnswer } from "../submission/bundle-answer.ts";

/** What a check of one answer needs. */
export interface CheckSettings {
  readonly yard: JailYard;
  readonly modules: Readonly<Record<string, unknown>>;
  readonly timeLimitMs: number;
  /** Which hint to show: 1, 2 or 3. */
  readonly hint?: number;
  /** Another file than the exercise's own, such as a solution. */
  readonly answer?: string;
  /** Run the hidden checks too. */
  readonly hidden?: boolean;
  readonly seed?: number;
}

/** Runs the checks of an exercise on the answer that lies in its folder. */
export async function checkAnswer(
  source: ExerciseSource,
  settings: CheckSettings,
): Promise<Report> {
  const { yard, modules, timeLimitMs, seed = 1 } = settings;
  const path = settings.answer ?? source.stub;
  const exercise = await loadExercise(source, modules);
  const bundled = await bundleAnswer({ root: dirname(path), path, exports: exercise.exports });
  const options = { exercise, modules, hint: settings.hint ?? 1, hidden: settings.hidden ?? false };
  if ("verdict" in bundled) {
    const host: AnswerHost = { seed, evaluate: async () => ({ outcome: "no answer", ...bundled }) };
    return runExercise({ ...options, host });
  }
  const host = jailedHost({ code: bundled.code, seed, timeLimitMs, nextJail: () => yard.next() });
  try {
    return await runExercise({ ...options, host });
  } finally {
    host.close();
  }
}
