import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isSolved, type Exercise, type Report } from "@headgate/check/engine";
import { loadExercise, type ExerciseSource } from "@headgate/check/node";
import { cellAnswers } from "../submission/cell-answer.ts";
import { studentFiles, type StudentFiles } from "../submission/student-files.ts";
import { checkAnswer, type CheckSettings } from "./check-answer.ts";

/** The notebooks of a course, read only. A notebook that cannot be read holds no answers. */
export function courseNotebooks(root: string): StudentFiles["notebooks"] {
  const folder = join(root, "notebooks");
  return existsSync(folder) ? studentFiles(folder).notebooks : [];
}

/** The report of the first cell that solves an exercise; undefined when none does. */
export async function solvedInNotebook(
  source: ExerciseSource,
  notebooks: StudentFiles["notebooks"],
  settings: Omit<CheckSettings, "answer" | "cells">,
): Promise<Report | undefined> {
  if (notebooks.length === 0) return undefined;
  const exercise = settings.exercise ?? (await loadExercise(source, settings.modules));
  for (const cells of cellsFor(source, exercise, notebooks)) {
    if (settings.signal?.aborted) return undefined;
    const report = await checkAnswer(source, { ...settings, exercise, cells });
    if (isSolved(report)) return report;
  }
  return undefined;
}

type Cells = NonNullable<CheckSettings["cells"]>;

/** The cells that may answer an exercise, but for those that say the same as its file: they are checked there. */
function cellsFor(
  source: ExerciseSource,
  exercise: Exercise,
  notebooks: StudentFiles["notebooks"],
): Cells[] {
  const file = existsSync(source.stub) ? bare(readFileSync(source.stub, "utf8")) : "";
  return notebooks.flatMap(({ path, cells }) =>
    cellAnswers(cells, exercise.slug, exercise.exports)
      .filter(({ own }) => bare(own) !== file)
      .map(({ source: text, earlier }) => {
        return { root: join(path, ".."), path, cells: text, earlier };
      }),
  );
}

/** A stub in a cell has no `export`. */
function bare(text: string): string {
  return text.replace(/^([ \t]*)export /gm, "$1").replace(/\s+/g, "");
}
