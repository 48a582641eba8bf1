import { existsSync } from "node:fs";
import { plannedChecks } from "@headgate/check/engine";
import { checkFileText, loadExercise, type ExerciseSource } from "@headgate/check/node";
import { CliError } from "../cli-error.ts";
import type { Gradable } from "./grade-answer.ts";
import { hashOf } from "./grading-key.ts";
import { handedOut } from "./handed-out.ts";

/** Makes an exercise ready to be graded with all its checks. Throws `CliError` where the hidden ones are not there. */
export async function loadGradable(
  source: ExerciseSource,
  modules: Readonly<Record<string, unknown>>,
): Promise<Gradable> {
  if (!existsSync(source.hidden)) {
    throw new CliError(
      `solutions/${source.folder} holds no hidden checks, and a class is graded with them; use the course's whole repository.`,
    );
  }
  const [exercise, visible, hidden] = await Promise.all([
    loadExercise(source, modules),
    checkFileText(source.visible),
    checkFileText(source.hidden),
  ]);
  const checks = plannedChecks(exercise, modules, true);
  const stub = handedOut(source.stub);
  const { exports, hints } = exercise;
  return {
    exercise,
    max: checks.reduce((sum, check) => sum + check.max, 0),
    stub,
    hash: hashOf(visible, hidden, stub, JSON.stringify([exports, hints])),
  };
}
