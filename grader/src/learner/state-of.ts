import { existsSync, readFileSync } from "node:fs";
import { isSolved, type Report } from "@headgate/check/engine";

/** How far an exercise is, with its sign: to do when nobody has touched its file, or the file is not there. */
export function stateOf(
  report: Report,
  { stub }: { readonly stub: string },
): [sign: string, word: string] {
  if (isSolved(report)) return ["✓", "done"];
  const isUntouched =
    report.points === 0 && (!existsSync(stub) || /\/\/ TODO\b/.test(readFileSync(stub, "utf8")));
  return isUntouched ? ["–", "to do"] : ["✗", "not solved yet"];
}
