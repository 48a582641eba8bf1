import type { Identities } from "./intake.ts";
import { shownName } from "./names.ts";

const forms: Record<Identities["form"], string> = {
  folders: "a folder per student",
  files: "files named for students",
  canvas: "a download of Canvas",
  moodle: "a download of Moodle",
  blackboard: "a download of Blackboard",
};

/** Lines of one kind that are printed; results.json has them all. */
const most = 40;

/** What an instructor reads before grading: how many matched, then what is to be looked at, with what to do. */
export function identityText(identities: Identities): string {
  const parts = [
    summary(identities),
    part(
      identities.ambiguous.map(
        ({ found, candidates }) => `${found}: may be ${candidates.join(" or ")}`,
      ),
      "Could be more than one student",
      "Graded under the name found, and given to nobody. Name the folder or file by the student's id or login, and grade again.",
    ),
    part(
      identities.unmatched.map(({ found, nearest }) =>
        nearest.length > 0
          ? `${found}: nearest ${nearest.join("; ")}`
          : `${found}: nobody is called alike`,
      ),
      "Not on the roster",
      "Graded under the name found, and left out of the LMS's table. Name the folder or file as the roster does, or add the student to it, and grade again.",
    ),
    part(
      identities.duplicates.map(({ student, found }) => `${student}: ${found.join("; ")}`),
      "More than once",
      "Submissions are graded each by itself and given to nobody: keep one of them. Of the same rows of a roster the first counts.",
    ),
    part(
      identities.missing,
      "Handed in nothing",
      "On the roster, and nothing of theirs was found.",
    ),
    part(
      identities.passedOver.map(({ path, why }) => `${path}: ${why}`),
      "Passed over",
      "Nobody's submission. Nothing of it was graded.",
    ),
  ];
  return `${parts.filter((text) => text !== "").join("\n\n")}\n`;
}

function summary({ form, matched, found, onRoster, ...rest }: Identities): string {
  const came = found ?? matched + rest.unmatched.length + rest.ambiguous.length;
  const read = `Read as ${forms[form]}: ${count(came, "submission")}.`;
  if (onRoster === undefined)
    return `${read} Without a roster each is graded under the name found.`;
  const whose = `${matched} of ${count(onRoster, "student")} on the roster matched`;
  const isWell = came === matched && rest.duplicates.length === 0;
  if (!isWell) return `${read} ${whose}.`;
  return matched === onRoster
    ? `${read} ${whose}: everybody handed in, and everything has its student.`
    : `${read} ${whose}, and everything has its student.`;
}

function part(lines: readonly string[], title: string, whatToDo: string): string {
  if (lines.length === 0) return "";
  const shown = lines.slice(0, most).map((line) => `  ${shownName(line, 300)}`);
  if (lines.length > most) shown.push(`  … and ${lines.length - most} more, in results.json`);
  return [`${title} (${lines.length})`, ...shown, whatToDo].join("\n");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
