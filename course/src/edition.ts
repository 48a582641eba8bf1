import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The stubs by slug as a learner edition (`edition.json`) keeps them: its chapters pose an exercise as it was handed out,
 * whatever a learner has made of its file by now. Undefined in the full course, where the file counts.
 */
function stubsIn(root: string): Readonly<Record<string, string>> | undefined {
  try {
    const { edition, stubs } = JSON.parse(readFileSync(join(root, "edition.json"), "utf8")) as {
      readonly edition?: unknown;
      readonly stubs?: Readonly<Record<string, string>>;
    };
    return edition === "learner" ? stubs : undefined;
  } catch {
    return undefined;
  }
}

/** The stubs that count instead of the files; none in the full course. */
export function editionStubs(root: string): Readonly<Record<string, string>> {
  return stubsIn(root) ?? {};
}

/** Whether the notebooks are learners' own from the first cell they run: they are not compared then. */
export function isLearnerEdition(root: string): boolean {
  return stubsIn(root) !== undefined;
}
