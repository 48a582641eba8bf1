import type { CheckResult, Report } from "./report.ts";
import {
  amount,
  evidence,
  firstToFix,
  hintLine,
  summary,
  verdictWords,
  visibleControls,
} from "./words.ts";

/** How to mark words on a terminal; without it the text is plain. */
export interface TextStyle {
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
}

/** No marks at all. */
export const plainStyle: TextStyle = {
  good: (text) => text,
  bad: (text) => text,
  faint: (text) => text,
  strong: (text) => text,
};

const width = 100;

/** A report as text: one line per check, then the first check to fix with what it saw. */
export function reportText(report: Report, style: TextStyle = plainStyle): string {
  const lines = [style.strong(report.title), "", ...table(report.checks, style)];
  const failed = firstToFix(report);
  if (failed) lines.push("", ...failure(failed, style));
  lines.push("", summary(report));
  return lines.join("\n");
}

function table(checks: readonly CheckResult[], style: TextStyle): string[] {
  const wordWidth = Math.max(...checks.map(({ verdict }) => verdictWords[verdict].word.length));
  return checks.map((check) => {
    const { sign, word } = verdictWords[check.verdict];
    const mark = `${sign} ${word.padEnd(wordWidth)}`;
    const shown = check.verdict === "correct" ? style.good(mark) : style.bad(mark);
    const points = style.faint(`(${amount(check.points)} of ${amount(check.max)})`);
    return `  ${shown}  ${visibleControls(check.name)} ${points}`;
  });
}

function failure(check: CheckResult, style: TextStyle): string[] {
  const { sign } = verdictWords[check.verdict];
  const lines = [
    style.bad(`${sign} ${visibleControls(check.name)}`),
    ...wrapped(visibleControls(check.message)).map((line) => `  ${line}`),
  ];
  for (const { name, text } of evidence(check)) {
    const [first = "", ...rest] = text.split("\n");
    lines.push(`    ${style.faint(name.padEnd(8))}  ${first}`);
    lines.push(...rest.map((line) => `              ${line}`));
  }
  if (check.hint !== undefined) {
    lines.push("", ...wrapped(hintLine(check.hint)).map((line) => `  ${line}`));
  }
  return lines;
}

/** Breaks long lines between words. */
function wrapped(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const lines: string[] = [];
    let current = "";
    for (const word of line.split(" ")) {
      if (current !== "" && current.length + word.length + 1 > width - 4) {
        lines.push(current);
        current = word;
      } else {
        current = current === "" ? word : `${current} ${word}`;
      }
    }
    return [...lines, current];
  });
}
