import type { Submission } from "../intake/intake.ts";
import type { ClassProgress } from "./grade-class.ts";

/**
 * Guesses how many of the gradings still to come are in the journal: as many of those it has anything of as have turned
 * out to be there so far. Whether one is there shows only when the answer is read.
 */
export function knownAhead(
  subjects: ReadonlySet<string>,
  submissions: readonly Submission[],
  slugs: readonly string[],
): (progress: ClassProgress) => number {
  let ahead = submissions
    .flatMap(({ student }) => slugs.map((slug) => `${student}\0${slug}`))
    .filter((subject) => subjects.has(subject)).length;
  let passed = 0;
  return ({ phase, student, slug, known }) => {
    if (phase === "again") return 0;
    if (subjects.has(`${student}\0${slug}`)) {
      passed += 1;
      ahead = Math.max(0, ahead - 1);
    }
    return passed === 0 ? ahead : (ahead * known) / passed;
  };
}
