import type { CheckResult, Verdict } from "@headgate/check/engine";
import type { ExerciseResult, GradedExercise, StudentResult } from "../../class/results.ts";

/** A check of an exercise, whoever's. */
export interface CheckColumn {
  readonly id: string;
  readonly name: string;
  readonly hidden: boolean;
}

/** The checks of each exercise in their order: of all students together, should one's be fewer. */
export function checkColumns(
  exercises: readonly GradedExercise[],
  students: readonly StudentResult[],
): CheckColumn[][] {
  return exercises.map((_, index) => {
    const columns = new Map<string, CheckColumn>();
    for (const { exercises: results } of students) {
      for (const check of results[index]?.checks ?? []) {
        if (!columns.has(check.id)) columns.set(check.id, check);
      }
    }
    return [...columns.values()];
  });
}

/** How many passed a check, of the answers that ran in it. */
export interface CheckFigures extends CheckColumn {
  readonly slug: string;
  readonly passed: number;
  readonly of: number;
}

/** All checks, the one that the smallest share passed first; those in which no answer ran come last. */
export function hardestChecks(
  exercises: readonly GradedExercise[],
  students: readonly StudentResult[],
): CheckFigures[] {
  const figures = checkColumns(exercises, students).flatMap((columns, index) =>
    columns.map(({ id, name, hidden }): CheckFigures => {
      const seen = students.flatMap(({ exercises: results }) =>
        (results[index]?.checks ?? []).filter((check) => check.id === id && hasRun(check)),
      );
      const passed = seen.filter(({ verdict }) => verdict === "correct").length;
      return { slug: exercises[index]!.slug, id, name, hidden, passed, of: seen.length };
    }),
  );
  const share = ({ passed, of }: CheckFigures): number => (of === 0 ? 2 : passed / of);
  return figures.sort((a, b) => share(a) - share(b) || b.of - a.of);
}

/** A refusal says nothing of how hard a check is, and no more does what did not run or failed by our own fault. */
function hasRun({ verdict }: CheckResult): boolean {
  return !["not submitted", "refused", "not run", "internal"].includes(verdict);
}

/** Milliseconds that the checks of one exercise took, over all from whom an answer came. */
export interface ExerciseTimes {
  readonly title: string;
  readonly count: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Whose answer took longest. */
  readonly slowest: StudentResult;
}

/** The times of each exercise that anybody handed in. */
export function exerciseTimes(
  exercises: readonly GradedExercise[],
  students: readonly StudentResult[],
): ExerciseTimes[] {
  return exercises.flatMap(({ title }, index) => {
    const times = students
      .filter(({ exercises: results }) => (results[index]?.source ?? null) !== null)
      .map((student) => ({ student, ms: msOf(student.exercises[index]!) }))
      .sort((a, b) => a.ms - b.ms);
    const last = times.at(-1);
    if (last === undefined) return [];
    const at = (share: number): number => times[Math.ceil(times.length * share) - 1]!.ms;
    const { length: count } = times;
    const slowest = last.student;
    return [{ title, count, medianMs: at(0.5), p95Ms: at(0.95), maxMs: last.ms, slowest }];
  });
}

function msOf({ checks }: ExerciseResult): number {
  return checks.reduce((sum, { ms }) => sum + ms, 0);
}

/** How often each verdict was given, the most frequent first; verdicts that were never given are left out. */
export function verdictCounts(students: readonly StudentResult[]): [Verdict, number][] {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of allChecks(students)) {
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

function* allChecks(students: readonly StudentResult[]): Generator<CheckResult> {
  for (const { exercises } of students) for (const { checks } of exercises) yield* checks;
}

/** How the totals are spread. Whoever handed in nothing, and whoever could not be graded, is counted apart. */
export interface Totals {
  /** How many got 0 to 10 %, 10 to 20 %, … 90 to 100 % of the points; each bin without its upper end but the last. */
  readonly bins: readonly number[];
  readonly median: number | undefined;
  readonly mean: number | undefined;
  readonly counted: number;
  readonly nothing: number;
  readonly ungraded: number;
}

export function totalsOf(students: readonly StudentResult[]): Totals {
  const came = students.filter(hasHandedIn);
  const graded = came.flatMap(({ points, max }) => (points === null ? [] : [{ points, max }]));
  const bins = Array.from({ length: 10 }, () => 0);
  for (const { points, max } of graded) {
    const bin = Math.floor((max === 0 ? 0 : points / max) * 10 + 1e-9);
    bins[Math.max(0, Math.min(9, bin))]! += 1;
  }
  const sorted = graded.map(({ points }) => points).sort((a, b) => a - b);
  const sum = sorted.reduce((total, points) => total + points, 0);
  return {
    bins,
    median: medianOf(sorted),
    mean: sorted.length === 0 ? undefined : sum / sorted.length,
    counted: graded.length,
    nothing: students.length - came.length,
    ungraded: came.length - graded.length,
  };
}

function medianOf(sorted: readonly number[]): number | undefined {
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** Whether anything came from this student, or an instructor has set points all the same. */
export function hasHandedIn({ attempt, exercises }: StudentResult): boolean {
  return attempt !== undefined || exercises.some(({ override }) => override !== undefined);
}
