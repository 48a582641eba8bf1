import { amount, escaped } from "@headgate/check/engine";
import type { GradedExercise, Results, StudentResult } from "../class/results.ts";
import type { Roster } from "../intake/intake.ts";
import { rounded } from "./csv.ts";
import { extensionText, latenessLine, totalLine } from "./feedback-facts.ts";
import {
  columnOf,
  isEvident,
  named,
  numberIn,
  plain,
  rowsByStudent,
  scaleTo,
  setCell,
  type FilledTable,
} from "./lms-table.ts";

/**
 * The roster's own grading worksheet with the grades and a comment filled in; all else in it stays as it is. A grade
 * is scaled to the worksheet's "Maximum Grade". A row is left alone where something could not be graded, where
 * Moodle says that the grade cannot be changed, and where nothing was handed in and it holds a grade.
 */
export function filledMoodle(results: Results, roster: Roster): FilledTable {
  const rows = roster.table.map((row) => [...row]);
  const columns = columnsOf(rows[0] ?? []);
  const { delimiter, hasMark = false } = roster;
  if (columns.grade < 0) {
    const note = 'moodle.csv: the worksheet has no column "Grade"; nothing was filled in.';
    return { rows, delimiter, hasMark, notes: [note] };
  }
  const found = rowsByStudent(results, roster);
  const seen = { scaled: new Set<string>(), locked: [] as string[] };
  for (const student of results.students) {
    const row = found.rows.get(student.student);
    if (row === undefined) continue;
    const cells = rows[row]!;
    const scale = scaleTo(numberIn(cells[columns.maximum]), student.max);
    if (scale !== 1) seen.scaled.add(cells[columns.maximum]!.trim());
    const before = (cells[columns.grade] ?? "").trim();
    if (plain(cells[columns.changeable] ?? "") === "no") seen.locked.push(student.student);
    else if (student.points !== null && (isEvident(student) || /^-?$/.test(before))) {
      setCell(rows, row, columns.grade, String(rounded(student.points * scale)));
      if (columns.comments < 0) continue;
      const comment = commentOn(student, results.exercises, cells[columns.comments] ?? "");
      setCell(rows, row, columns.comments, comment);
    }
  }
  const all = { ...seen, strangers: found.strangers };
  return { rows, delimiter, hasMark, notes: notesOf(results, all, columns.comments >= 0) };
}

/** Where the columns are that matter; -1 for one that is not there. */
function columnsOf(head: readonly string[]): {
  readonly grade: number;
  readonly maximum: number;
  readonly changeable: number;
  readonly comments: number;
} {
  return {
    grade: columnOf(head, "Grade"),
    maximum: columnOf(head, "Maximum Grade"),
    changeable: columnOf(head, "Grade can be changed"),
    comments: columnOf(head, "Feedback comments"),
  };
}

interface Seen {
  readonly scaled: ReadonlySet<string>;
  readonly locked: readonly string[];
  readonly strangers: readonly string[];
}

function notesOf({ exercises }: Results, seen: Seen, hasComments: boolean): string[] {
  const ours = exercises.reduce((sum, { max }) => sum + max, 0);
  const scaled = [...seen.scaled].map(
    (theirs) =>
      `moodle.csv: the maximum grade is ${theirs} in Moodle and ${amount(ours)} here, so grades were scaled.`,
  );
  const locked = `moodle.csv: Moodle lets no grade be changed for ${named(seen.locked)}; they were left as they are.`;
  return [
    ...scaled,
    ...(seen.locked.length > 0 ? [locked] : []),
    ...(seen.strangers.length > 0 ? [`moodle.csv has no row for ${named(seen.strangers)}.`] : []),
    ...(hasComments
      ? []
      : [
          'moodle.csv: the worksheet has no column "Feedback comments"; switch them on in the assignment to have them.',
        ]),
  ];
}

const begin = "<p>Headgate: ";

/** Moodle takes a comment for HTML. What somebody else wrote there stays in front; ours of an earlier grading goes. */
function commentOn(
  student: StudentResult,
  exercises: readonly GradedExercise[],
  before: string,
): string {
  const at = before.indexOf(begin);
  const theirs = at < 0 ? before : before.slice(0, at);
  const extension = extensionText(student);
  const told = [
    totalLine(student),
    ...(extension === undefined ? [] : [`Extension: ${extension}.`]),
    ...latenessLine(student),
  ];
  const items = student.exercises.map(({ points, comment, override }, index) => {
    const { title, max } = exercises[index]!;
    const said = [override?.reason, comment].flatMap((text) => (text ? [` ${text}`] : []));
    const shown = points === null ? "not graded" : `${amount(points)} of ${amount(max)}.`;
    return `<li>${escaped(`${title}: ${shown}${said.join("")}`)}</li>`;
  });
  const own = student.comment === undefined ? "" : `<p>${escaped(student.comment)}</p>`;
  return `${theirs}${begin}${escaped(told.join(" "))}</p><ul>${items.join("")}</ul>${own}`;
}
