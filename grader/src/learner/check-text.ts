import { isSolved, reportText, type Report, type TextStyle } from "@headgate/check/engine";
import { taskAndFileLine } from "./task-and-file.ts";
import { typesText } from "./types-text.ts";
import type { WatchExercise } from "./watch-state.ts";

/** One exercise as it was checked once. */
export interface Checked {
  readonly exercise: WatchExercise;
  readonly report: Report;
  /** What TypeScript says of the answer. */
  readonly types: readonly string[];
  /** Which hint is shown, from 1. */
  readonly hint: number;
}

/** What `npm run check counter` prints: the report, notes on types, where task and answer lie, and how the next hint is had. */
export function checkText({ exercise, report, types, hint }: Checked, style: TextStyle): string {
  const { slug, hints } = exercise;
  const next = hint + 1;
  const hasMore = !isSolved(report) && next <= hints.length;
  const notes = typesText(slug, types);
  return [
    reportText(report, style),
    ...(notes.length === 0 ? [] : ["", ...notes]),
    "",
    style.faint(taskAndFileLine(exercise)),
    ...(hasMore ? [`The next hint: npm run check ${slug} -- --hint ${next}`] : []),
  ].join("\n");
}
