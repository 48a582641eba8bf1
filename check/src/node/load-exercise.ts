import { existsSync } from "node:fs";
import { plannedChecks } from "../plan-checks.ts";
import type { CheckFile, Exercise } from "../exercise.ts";
import { checkFileText } from "./check-file-text.ts";
import type { ExerciseSource } from "./exercises-in.ts";
import { exportsUsed } from "./exports-used.ts";

/** Bundles an exercise's check files and makes them ready to run in this process. */
export async function loadExercise(
  source: ExerciseSource,
  modules: Readonly<Record<string, unknown>>,
): Promise<Exercise> {
  const { exercise, visible, hidden } = await exerciseTexts(source);
  const runnable = { ...exercise, visible: runnableFile(visible) };
  if (hidden === undefined) {
    const { hiddenCount } = source;
    return hiddenCount === undefined ? runnable : { ...runnable, hiddenCount };
  }
  const full = { ...runnable, hidden: runnableFile(hidden) };
  const hiddenCount = plannedChecks(full, modules, true).filter((check) => check.hidden).length;
  return { ...full, hiddenCount };
}

/** What is known of an exercise without running it, and the texts of its check files. */
export async function exerciseTexts(source: ExerciseSource): Promise<{
  exercise: Omit<Exercise, "visible" | "hidden">;
  visible: string;
  hidden: string | undefined;
}> {
  const { folder, slug, title, chapter, points, hints } = source;
  const [visible, hidden] = await Promise.all([
    checkFileText(source.visible),
    existsSync(source.hidden) ? checkFileText(source.hidden) : undefined,
  ]);
  const exports = exportsUsed(visible);
  return { exercise: { folder, slug, title, chapter, points, hints, exports }, visible, hidden };
}

/** Check files are ours; what is evaluated here is never a learner's. */
function runnableFile(text: string): CheckFile {
  return (require) => {
    const module = { exports: {} };
    new Function("require", "module", "exports", `"use strict";\n${text}`)(
      require,
      module,
      module.exports,
    );
  };
}
