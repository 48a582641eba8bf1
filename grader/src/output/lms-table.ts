import { visibleControls } from "@headgate/check/engine";
import type { Results, StudentResult } from "../class/results.ts";
import type { Roster } from "../intake/intake.ts";

/** A table of a learning management system with our grades in it, and what its reader must know. */
export interface FilledTable {
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: string;
  /** Whether it begins with a byte order mark, as the table did that was filled in. */
  readonly hasMark?: boolean;
  /** One sentence each. */
  readonly notes: readonly string[];
}

/** Where the column of that heading is; -1 where there is none. Case, blanks around and a byte order mark do not matter. */
export function columnOf(head: readonly string[], heading: string): number {
  return head.findIndex((cell) => plain(cell) === plain(heading));
}

/** A heading without what does not matter in it. */
export function plain(cell: string): string {
  return cell
    .replace(/^\ufeff/, "")
    .trim()
    .toLowerCase();
}

/** The row of each student that the roster knows, by what tells them apart here. */
export function rowsByStudent(
  { students }: Results,
  { rowOf }: Roster,
): { readonly rows: ReadonlyMap<string, number>; readonly strangers: readonly string[] } {
  const rows = new Map<string, number>();
  const strangers: string[] = [];
  for (const { student, roster } of students) {
    const row = roster === undefined ? undefined : rowOf.get(roster.key);
    if (row === undefined) strangers.push(student);
    else rows.set(student, row);
  }
  return { rows, strangers };
}

/** Sets a cell of a table that is ours to change; a row that is too short grows. */
export function setCell(rows: string[][], row: number, column: number, text: string): void {
  const cells = rows[row]!;
  while (cells.length <= column) cells.push("");
  cells[column] = text;
}

/** A number as an LMS writes it, with a point or a comma; undefined where there is none. */
export function numberIn(cell: string | undefined): number | undefined {
  const text = (cell ?? "").trim().replace(",", ".");
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** What a grade must be multiplied with where the LMS gives another maximum than the checks do. */
export function scaleTo(theirs: number | undefined, ours: number): number {
  return theirs === undefined || theirs === 0 || ours === 0 ? 1 : theirs / ours;
}

/** Whether something was handed in or an instructor has spoken: only then a zero may stand over what was there. */
export function isEvident({ attempt, exercises }: StudentResult): boolean {
  return attempt !== undefined || exercises.some(({ override }) => override !== undefined);
}

/** "3 students (ann, bob, …)", the first few by name. */
export function named(students: readonly string[]): string {
  const shown = students.slice(0, 5).map((student) => visibleControls(JSON.stringify(student)));
  const more = students.length > 5 ? `, and ${students.length - 5} more` : "";
  return `${students.length} ${students.length === 1 ? "student" : "students"} (${shown.join(", ")}${more})`;
}
