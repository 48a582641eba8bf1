import { existsSync, readFileSync } from "node:fs";
import { isSolved, type Report } from "@headgate/check/engine";

/** How far an exercise is: to do when nobody has touched its file, or the file is not there. */
export type State = "done" | "done in the notebook" | "not solved yet" | "to do";

/** All states, with the sign that tells them apart without colour. */
export const stateSigns: Readonly<Record<State, string>> = {
  done: "✓",
  "done in the notebook": "✓",
  "not solved yet": "✗",
  "to do": "–",
};

/** Where an exercise stands in the list: its state, and the points of the answer that counts. */
export interface Standing {
  readonly state: State;
  readonly points: number;
  readonly max: number;
}

/** Whether nothing is left to do, in the file or in the notebook. */
export function isDone(standing: Pick<Standing, "state"> | undefined): boolean {
  return standing?.state === "done" || standing?.state === "done in the notebook";
}

/** How far the answer in an exercise's file is. */
export function stateOf(report: Report, { stub }: { readonly stub: string }): State {
  if (isSolved(report)) return "done";
  const isUntouched =
    report.points === 0 && (!existsSync(stub) || /\/\/ TODO\b/.test(readFileSync(stub, "utf8")));
  return isUntouched ? "to do" : "not solved yet";
}
