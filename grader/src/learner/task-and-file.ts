import type { WatchExercise } from "./watch-state.ts";

/** Where the statement of an exercise lies, and where its answer: as wherever the two are named on a terminal. */
export function taskAndFile({
  task,
  answer,
}: Pick<WatchExercise, "task" | "answer">): readonly [task: string, file: string] {
  return [`task  ${task}`, `file  ${answer}`];
}

/** Both on one line. */
export function taskAndFileLine(exercise: Pick<WatchExercise, "task" | "answer">): string {
  return taskAndFile(exercise).join("   ");
}
