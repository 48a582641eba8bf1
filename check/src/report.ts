/**
 * How a check ended. "not run" is said of a check that was expected and of which nothing was heard; "internal" is a
 * fault of the check or the grader, never of the answer, and never counts as a zero.
 */
export type Verdict =
  | "correct"
  | "wrong"
  | "error"
  | "time"
  | "memory"
  | "output"
  | "refused"
  | "not submitted"
  | "not run"
  | "internal";

/** What became of one check. Values are texts for a reader, already shortened; none of them is escaped. */
export interface CheckResult {
  /** "visible-1", "hidden-2": the place in its check file. */
  readonly id: string;
  readonly name: string;
  readonly hidden: boolean;
  readonly verdict: Verdict;
  readonly points: number;
  readonly max: number;
  /** What is wrong and why, "" for a correct answer. */
  readonly message: string;
  readonly expected?: string;
  readonly got?: string;
  /** What a check that did not pass gave to the answer last, when it gave something. */
  readonly input?: string;
  /** What the answer printed meanwhile. */
  readonly console: string;
  readonly ms: number;
  /** The hint offered with the first check that is not correct. */
  readonly hint?: string;
}

/** What became of all checks of one exercise. */
export interface Report {
  readonly slug: string;
  readonly title: string;
  readonly points: number;
  readonly max: number;
  readonly checks: readonly CheckResult[];
  /** Checks that only run at grading: how many of them did not run here, when that is known. */
  readonly moreAtGrading?: number;
  /** The points of those checks, where the exercise says how many it gives in all. */
  readonly pointsAtGrading?: number;
}

/** Whether every check of a report is correct (and there is one at all). */
export function isSolved(report: Report): boolean {
  return report.checks.length > 0 && report.checks.every(({ verdict }) => verdict === "correct");
}
