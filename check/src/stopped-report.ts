import type { Exercise } from "./exercise.ts";
import { plannedChecks } from "./plan-checks.ts";
import type { CheckResult, Report } from "./report.ts";
import { reportOf } from "./report-of.ts";

/** What is known of a run that was killed from outside. */
export interface Stopped {
  readonly exercise: Exercise;
  readonly modules: Readonly<Record<string, unknown>>;
  /** What was told by `onResult` before. */
  readonly results: readonly CheckResult[];
  /** The check told last by `onCheck`: it is the one that was stopped. */
  readonly running?: string;
  readonly message: string;
}

/**
 * The report of a run that somebody had to kill, such as a worker in an endless loop: what was heard stands, the
 * check that ran took too long, and the rest did not run.
 */
export function stoppedReport(stopped: Stopped): Report {
  const { exercise, results, running, message, modules } = stopped;
  const checks = plannedChecks(exercise, modules).map((planned): CheckResult => {
    const heard = results.find(({ id }) => id === planned.id);
    if (heard) return heard;
    return planned.id === running ? { ...planned, verdict: "time", message } : planned;
  });
  return reportOf(exercise, checks, false);
}
