import type { Chapter } from "./chapter.ts";

/** How long the exercises of a chapter take, which its own `minutes` leave out. Unit: minutes. */
export function exerciseMinutes({ cells }: Pick<Chapter, "cells">): number {
  return cells.reduce(
    (sum, cell) => sum + (cell.kind === "exercise" ? cell.exercise.minutes : 0),
    0,
  );
}
