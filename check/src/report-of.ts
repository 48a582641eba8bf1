import type { Exercise } from "./exercise.ts";
import type { CheckResult, Report } from "./report.ts";

/** The report that the results of an exercise's checks make; `hidden`: they are all the checks there are. */
export function reportOf(
  exercise: Exercise,
  checks: readonly CheckResult[],
  hidden: boolean | undefined,
): Report {
  const sum = (of: (result: CheckResult) => number): number =>
    checks.reduce((total, result) => total + of(result), 0);
  const max = sum((result) => result.max);
  const pointsAtGrading = (exercise.points ?? 0) - max;
  return {
    slug: exercise.slug,
    title: exercise.title,
    points: sum((result) => result.points),
    max,
    checks,
    ...(!hidden && exercise.hiddenCount !== undefined && { moreAtGrading: exercise.hiddenCount }),
    ...(!hidden && pointsAtGrading > 0 && { pointsAtGrading }),
  };
}
