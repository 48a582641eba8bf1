// Words that tell a reader nothing, or that the fault is theirs. Code is not prose.
import { SourceError } from "./source-error.ts";

const banned = /\b(simply|just|powerful|easy)\b/i;
const proseFences = ["predict", "quiz", "retrieval"];

/** Finds the words that a text of the course does not use. */
export function checkProse(path: string, markdown: string): SourceError[] {
  const faults: SourceError[] = [];
  let closing: RegExp | undefined;
  let isCode = false;
  for (const [index, line] of markdown.split("\n").entries()) {
    const opening = /^\s*(`{3,}|~{3,})\s*(\S*)/.exec(line);
    if (closing?.test(line) === true) {
      closing = undefined;
      isCode = false;
    } else if (closing === undefined && opening !== null) {
      closing = new RegExp(`^\\s*${opening[1]}+\\s*$`);
      isCode = !proseFences.includes(opening[2]!);
    } else if (!isCode) {
      const word = banned.exec(line.replace(/`[^`]*`/g, ""))?.[1];
      if (word !== undefined)
        faults.push(
          new SourceError(path, index + 1, `the word \`${word}\` is not used in this course`),
        );
    }
  }
  return faults;
}
