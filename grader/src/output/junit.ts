import { visibleControls, type CheckResult } from "@headgate/check/engine";
import type { ExerciseResult, Results, StudentResult } from "../class/results.ts";
import { checkText } from "./feedback-facts.ts";

/**
 * The class as JUnit XML: one suite per student and exercise, one case per check. A wrong check, and one of which
 * nothing was handed in, is a failure; whatever else kept it from passing is an error.
 */
export function junitXml({ students }: Results): string {
  const suites = students.flatMap((student) =>
    student.exercises.map((result) => ({ student, result, counts: countsOf(result.checks) })),
  );
  const all = countsOf(suites.flatMap(({ result }) => result.checks));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="headgate" ${attributes(all)}>`,
    ...suites.map(({ student, result, counts }) => suiteXml(student, result, counts)),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly time: string;
}

function countsOf(checks: readonly CheckResult[]): Counts {
  const elements = checks.map(elementOf);
  return {
    tests: checks.length,
    failures: elements.filter((element) => element === "failure").length,
    errors: elements.filter((element) => element === "error").length,
    time: seconds(checks.reduce((sum, { ms }) => sum + ms, 0)),
  };
}

function elementOf({ verdict }: CheckResult): "failure" | "error" | undefined {
  if (verdict === "correct") return undefined;
  return verdict === "wrong" || verdict === "not submitted" ? "failure" : "error";
}

function suiteXml(
  { student, name }: StudentResult,
  result: ExerciseResult,
  counts: Counts,
): string {
  const title = name === student ? student : `${name} (${student})`;
  const cases = result.checks.map((check) => caseXml(`${student}.${result.slug}`, check));
  return [
    `<testsuite ${attributes({ name: `${title}: ${result.slug}`, ...counts })}>`,
    ...cases,
    "</testsuite>",
  ].join("\n");
}

function caseXml(classname: string, check: CheckResult): string {
  const { id, name, verdict, message, ms } = check;
  const opening = attributes({ name: `${id}: ${name}`, classname, time: seconds(ms) });
  const element = elementOf(check);
  if (element === undefined) return `<testcase ${opening}/>`;
  const [first = ""] = message.split("\n");
  const what = attributes({ type: verdict, message: first.slice(0, 300) });
  return `<testcase ${opening}><${element} ${what}>${xml(checkText(check))}</${element}></testcase>`;
}

function attributes(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${xml(String(value))}"`)
    .join(" ");
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** Text that XML 1.0 takes: what it forbids even as a reference is made visible. */
function xml(text: string): string {
  return visibleControls(text)
    .replace(/[&<>"\n]/g, (character) => entities[character]!)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, (character) => {
      return `\\u${character.charCodeAt(0).toString(16)}`;
    });
}
