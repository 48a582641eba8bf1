import type { ExerciseResult, Grading } from "../class/results.ts";
import type { ExerciseAdjustment } from "./adjustments.ts";
import { type LatePolicy, shareLost } from "./late-policy.ts";

/** What a grading is settled with: the same for all exercises of a student but for the adjustment. */
export interface Settlement {
  readonly policy: LatePolicy;
  /** Begun days, from 0 up. */
  readonly lateDays: number;
  /** An instructor's word on this student and exercise. */
  readonly adjustment?: ExerciseAdjustment | undefined;
}

/**
 * What a grading comes to: an instructor's points count as they are, otherwise what was earned less what lateness costs,
 * which is at most what was earned. What could not be graded stays null unless an instructor says otherwise. Penalty and
 * points are rounded to 2 decimals, each once, so that what is shown adds up.
 */
export function settle(
  grading: Grading,
  { policy, lateDays, adjustment }: Settlement,
): ExerciseResult {
  const { override, comment } = adjustment ?? {};
  const isPenalised = override === undefined && grading.earned !== null;
  const lost = grading.max * shareLost(policy, lateDays);
  const penalty = isPenalised ? rounded(Math.min(grading.earned, lost)) : 0;
  const points = override?.points ?? (grading.earned === null ? null : grading.earned - penalty);
  return {
    ...grading,
    penalty,
    ...(override && { override: { points: rounded(override.points), reason: override.reason } }),
    ...(comment !== undefined && { comment }),
    points: points === null ? null : Math.max(0, rounded(points)),
  };
}

/** The sums of a student's exercises; no sum of points as long as one of them is null. */
export function sums(results: readonly ExerciseResult[]): {
  readonly points: number | null;
  readonly max: number;
} {
  const sum = (numbers: readonly number[]): number =>
    rounded(numbers.reduce((total, number) => total + number, 0));
  const points = results.flatMap((result) => result.points ?? []);
  return {
    points: points.length < results.length ? null : sum(points),
    max: sum(results.map(({ max }) => max)),
  };
}

/** To 2 decimals; a half goes up, as it is written: 1.005 is 1.01. */
function rounded(points: number): number {
  return Math.round(Number(`${points.toFixed(10)}e2`)) / 100;
}
