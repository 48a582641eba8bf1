import { isSolved, type Report } from "@headgate/check/engine";
import { loadExercise, type ExerciseSource } from "@headgate/check/node";
import type { StudentFiles } from "../submission/student-files.ts";
import { checkAnswer, type CheckSettings } from "./check-answer.ts";
import { solvedInNotebook } from "./notebook-answers.ts";
import { stateOf, type Standing } from "./state-of.ts";

/** Runs an exercise's checks on its file and, while that does not solve it, on the notebooks' cells. */
export async function standingOf(
  source: ExerciseSource,
  notebooks: StudentFiles["notebooks"],
  settings: CheckSettings,
): Promise<{ standing: Standing; report: Report }> {
  const exercise = await loadExercise(source, settings.modules);
  const report = await checkAnswer(source, { ...settings, exercise });
  const inNotebook = isSolved(report)
    ? undefined
    : await solvedInNotebook(source, notebooks, { ...settings, exercise });
  const { points, max } = inNotebook ?? report;
  const state = inNotebook ? "done in the notebook" : stateOf(report, source);
  return { standing: { state, points, max }, report: inNotebook ?? report };
}
