import { isSolved, type CheckResult, type Report, type Verdict } from "./report.ts";

/** The words for each verdict and a sign that tells them apart without colour: the same wherever a result is shown. */
export const verdictWords: Readonly<
  Record<Verdict, { readonly sign: string; readonly word: string }>
> = {
  correct: { sign: "✓", word: "passed" },
  wrong: { sign: "✗", word: "not yet" },
  error: { sign: "!", word: "failed with an error" },
  time: { sign: "!", word: "took too long" },
  memory: { sign: "!", word: "ran out of memory" },
  output: { sign: "!", word: "gave back too much" },
  refused: { sign: "!", word: "refused" },
  "not submitted": { sign: "–", word: "not submitted" },
  "not run": { sign: "–", word: "did not run" },
  internal: { sign: "?", word: "could not be checked" },
};

/** One line that says how far an exercise is. */
export function summary(report: Report): string {
  const passed = report.checks.filter(({ verdict }) => verdict === "correct").length;
  const count = report.checks.length;
  const points = `${amount(report.points)} of ${amount(report.max)} ${report.max === 1 ? "point" : "points"}`;
  const visible = report.checks.some(({ hidden }) => hidden) ? "" : "visible ";
  if (!isSolved(report))
    return `${passed} of ${count} ${visible}checks passed, ${points}${later(report)}.`;
  const all =
    count === 1 ? `The only ${visible}check passed` : `All ${count} ${visible}checks passed`;
  return `${all}, ${points}${later(report)}.`;
}

/** Whoever has passed the visible checks must know that they are not all. */
function later({ moreAtGrading: more, pointsAtGrading: points = 0, max }: Report): string {
  if (more === undefined || more === 0) return "";
  const rest =
    points > 0 ? `, for the other ${amount(points)} of ${amount(max + points)} points` : "";
  return `; ${more} more ${more === 1 ? "runs" : "run"} at grading${rest}`;
}

/** The first check that is not correct: the one to look at. */
export function firstToFix(report: Report): CheckResult | undefined {
  return report.checks.find(({ verdict }) => verdict !== "correct");
}

/**
 * The checks to show with what they saw: each that is not correct, but one that says nothing new (an answer that is
 * missing is missing for all of them) only once.
 */
export function telling({ checks }: Pick<Report, "checks">): CheckResult[] {
  const said = new Set<string>();
  return checks.filter(({ verdict, message, expected, got }) => {
    if (verdict === "correct") return false;
    const isNew = expected !== undefined || got !== undefined || !said.has(message);
    said.add(message);
    return isNew;
  });
}

/** The values of a failed check with their names, in the order of reading. */
export function evidence(result: CheckResult): { readonly name: string; readonly text: string }[] {
  const rows = [
    { name: "expected", text: result.expected },
    { name: "got", text: result.got },
    { name: "input", text: result.input },
    { name: "printed", text: shortened(result.console.trimEnd()) },
  ];
  return rows.flatMap(({ name, text }) => (text ? [{ name, text: visibleControls(text) }] : []));
}

/** `hint` with its number. */
export function hintLine(hint: string): string {
  return `Hint: ${hint}`;
}

/** Points without a needless fraction. */
export function amount(points: number): string {
  return String(Math.round(points * 100) / 100);
}

/**
 * Makes control characters visible, so that what an answer prints cannot clear a terminal, hide a line or turn the
 * direction of reading. New lines stay.
 */
export function visibleControls(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    shownControl,
  );
}

function shownControl(character: string): string {
  if (character === "\t") return "  ";
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

function shortened(text: string): string {
  const lines = text.split("\n");
  return lines.length > 30
    ? [...lines.slice(0, 30), `… ${lines.length - 30} more lines`].join("\n")
    : text;
}
