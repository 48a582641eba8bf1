import { amount, isSolved, type Report } from "@headgate/check/engine";
import type { ExerciseSource } from "@headgate/check/node";
import { terminalStyle } from "../terminal-style.ts";
import type { CheckSettings } from "./check-answer.ts";
import { courseNotebooks } from "./notebook-answers.ts";
import { standingOf } from "./standing-of.ts";
import { isDone, stateSigns } from "./state-of.ts";

const stateWidth = 22;

/** Prints a line for each exercise, from a fresh run of its file and of the notebooks' cells; answers the reports. */
export async function printOverview(
  root: string,
  exercises: readonly ExerciseSource[],
  settings: CheckSettings,
): Promise<Report[]> {
  const style = terminalStyle();
  const notebooks = courseNotebooks(root);
  const width = Math.max(...exercises.map(({ slug }) => slug.length));
  const reports: Report[] = [];
  for (const source of exercises) {
    const { standing, report } = await standingOf(source, notebooks, settings);
    reports.push(report);
    const mark = `${stateSigns[standing.state]} ${standing.state.padEnd(stateWidth - 2)}`;
    const shown = isDone(standing) ? style.good(mark) : mark;
    const points = `${amount(standing.points)} of ${amount(standing.max)} points`;
    console.log(`  ${shown} ${source.slug.padEnd(width)}  ${style.faint(points)}`);
  }
  const done = reports.filter(isSolved).length;
  console.log(`\n${done} of ${reports.length} exercises are done.`);
  const next = reports.findIndex((report) => !isSolved(report));
  if (next !== -1) {
    console.log(`Next: npm run check ${exercises[next]!.slug}`);
    console.log(style.faint("At every save: npm run check -- --watch"));
  }
  return reports;
}
