import { visibleControls } from "@headgate/check/engine";
import type { ExerciseResult, StudentResult } from "../class/results.ts";
import { rounded } from "./csv.ts";
import { messageOfCheck, statusOfCheck } from "./exercism.ts";

/**
 * One student's results for GitHub Classroom's grading reporter: an object with one runner per exercise, called by its
 * slug without hyphens, each with what the reporter reads from that runner's `…_RESULTS`. The scores of a runner
 * add up to what counts, so lateness and an instructor's word are entries of their own. What could not be graded has a
 * maximum of 0, which the reporter leaves out of the sum.
 */
export function githubClassroomJson(student: StudentResult): string {
  const runners = runnerNames(student.exercises.map(({ slug }) => slug));
  const entries = student.exercises.map((result, index) => [runners[index]!, runnerOf(result)]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** Letters and digits only, which is all that a runner's name may have; no two are the same. */
function runnerNames(slugs: readonly string[]): string[] {
  const taken = new Set<string>();
  return slugs.map((slug) => {
    const plain = `e${slug.replace(/[^a-zA-Z0-9]/g, "")}`.replace(/^e(?=[a-zA-Z])/, "");
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${plain}x${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function runnerOf(result: ExerciseResult): object {
  const { slug, checks, points, max } = result;
  const tests = checks.map((check) => ({
    name: visibleControls(check.name),
    status: statusOfCheck(check),
    message: messageOfCheck(check),
    score: points === null ? 0 : rounded(check.points),
    test_code: `${slug} ${check.id}`,
    filename: "",
    line_no: 0,
    duration: Math.round(check.ms),
  }));
  const passed = tests.every(({ status }) => status === "pass");
  const status = points === null ? "error" : passed ? "pass" : "fail";
  return {
    version: 1,
    status,
    max_score: points === null ? 0 : rounded(max),
    tests: points === null ? tests : [...tests, ...corrections(result, points)],
  };
}

/** What makes the sum of the checks the points that count. */
function corrections(
  { slug, earned, penalty, override }: ExerciseResult,
  points: number,
): object[] {
  const difference = rounded(points - (earned ?? 0))!;
  if (override === undefined && difference === 0) return [];
  const name = override === undefined ? "Lateness" : "Set by an instructor";
  const message =
    override === undefined ? `${penalty} taken off` : visibleControls(override.reason);
  const test_code = `${slug} ${override === undefined ? "late" : "override"}`;
  return [
    {
      name,
      status: "pass",
      message,
      score: difference,
      test_code,
      filename: "",
      line_no: 0,
      duration: 0,
    },
  ];
}
