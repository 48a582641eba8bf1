import type { CheckResult } from "@headgate/check/engine";
import { verdictWords, visibleControls } from "@headgate/check/engine";
import type { ExerciseResult } from "../class/results.ts";
import { shownOf } from "./feedback-facts.ts";

type Status = "pass" | "fail" | "error";

const messageMax = 65_000;
const outputMax = 500;
const cutWords = "… Output was cut at 500 characters.";

/** One exercise's results as version 3 of Exercism's test runners writes them. */
export function exercismJson({ checks }: ExerciseResult): string {
  const tests = checks.map(testOf);
  const status = statusOf(tests);
  const message = status === "error" ? (tests[0]?.message ?? "No check ran.") : null;
  return `${JSON.stringify({ version: 3, status, message, tests }, null, 2)}\n`;
}

interface Test {
  readonly name: string;
  readonly status: Status;
  readonly message: string | null;
  readonly output: string | null;
}

/** "error" is for when no check came so far as to be right or wrong. */
function statusOf(tests: readonly Test[]): Status {
  if (tests.every(({ status }) => status === "error")) return "error";
  return tests.every(({ status }) => status === "pass") ? "pass" : "fail";
}

/** The three words that Exercism and GitHub Classroom have for our ten verdicts. */
export function statusOfCheck({ verdict }: CheckResult): Status {
  if (verdict === "correct") return "pass";
  return verdict === "wrong" ? "fail" : "error";
}

/** What is wrong with a check, in the words that are shown everywhere; null when nothing is. */
export function messageOfCheck(check: CheckResult): string | null {
  if (check.verdict === "correct") return null;
  const rows = shownOf(check).filter(({ name }) => name !== "printed");
  const lines = rows.map(({ name, text }) => (name === "message" ? text : `${name}: ${text}`));
  const text = lines.join("\n") || verdictWords[check.verdict].word;
  return text.slice(0, messageMax);
}

function testOf(check: CheckResult): Test {
  const printed = check.hidden ? "" : visibleControls(check.console.trimEnd());
  const output =
    printed.length > outputMax
      ? `${printed.slice(0, outputMax - cutWords.length)}${cutWords}`
      : printed;
  return {
    name: visibleControls(check.name),
    status: statusOfCheck(check),
    message: messageOfCheck(check),
    output: output === "" ? null : output,
  };
}
