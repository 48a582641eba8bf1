import { amount } from "@headgate/check/engine";
import type { Results, StudentResult } from "../class/results.ts";
import type { Roster } from "../intake/intake.ts";
import { rounded, safeText } from "./csv.ts";
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

/** How the total's column is called when nothing else was asked for. */
export const defaultAssignment = "Headgate";

/** A column to fill: what each student gets in it. */
interface Target {
  readonly column: number;
  readonly max: number;
  readonly points: (student: StudentResult) => number | null;
  readonly isEvident: (student: StudentResult) => boolean;
}

/**
 * The roster's own gradebook with the grades filled in; all else in it stays as it is. The column is the one called
 * `assignment`; without that name, those called as the exercises are, else one called "Headgate"; where there is none
 * it is added before Canvas's own totals. A cell is left alone where something could not be graded, where it says EX
 * or N/A, and where nothing was handed in and it holds something.
 */
export function filledCanvas(results: Results, roster: Roster, assignment?: string): FilledTable {
  const rows = roster.table.map((row) => [...row]);
  const targets = targetsIn(rows, results, assignment);
  const possible = rows.findIndex(([first = ""]) => first.includes("Points Possible"));
  const found = rowsByStudent(results, roster);
  const kept = new Set<string>();
  const notes: string[] = [];
  for (const target of targets) {
    const scale = scaleTo(numberIn(rows[possible]?.[target.column]), target.max);
    if (scale !== 1) notes.push(scaleNote(rows[0]![target.column]!, target.max, scale));
    for (const student of results.students) {
      const row = found.rows.get(student.student);
      if (row === undefined) continue;
      const before = (rows[row]?.[target.column] ?? "").trim();
      const points = target.points(student);
      if (/^(EX|N\/A)$/i.test(before)) kept.add(student.student);
      else if (points !== null && (target.isEvident(student) || before === ""))
        setCell(rows, row, target.column, String(rounded(points * scale)));
    }
  }
  if (kept.size > 0)
    notes.push(`canvas.csv: EX and N/A were left as they are for ${named([...kept])}.`);
  if (found.strangers.length > 0)
    notes.push(`canvas.csv has no row for ${named(found.strangers)}.`);
  return { rows, delimiter: roster.delimiter, hasMark: roster.hasMark ?? false, notes };
}

function scaleNote(title: string, max: number, scale: number): string {
  return `canvas.csv: the column ${JSON.stringify(title)} has ${amount(max * scale)} points in Canvas and ${amount(max)} here, so grades were scaled.`;
}

function targetsIn(rows: string[][], results: Results, assignment: string | undefined): Target[] {
  const { exercises } = results;
  const total = {
    max: sum(exercises),
    points: (student: StudentResult) => student.points,
    isEvident,
  };
  const head = rows[0] ?? [];
  const named = columnCalled(head, assignment ?? defaultAssignment);
  if (assignment === undefined && named < 0) {
    const perExercise = exercises.flatMap(({ slug, title, max }, index): Target[] => {
      const column = [title, slug].map((name) => columnCalled(head, name)).find((at) => at >= 0);
      if (column === undefined) return [];
      const points = (student: StudentResult): number | null => student.exercises[index]!.points;
      const isThere = (student: StudentResult): boolean =>
        student.exercises[index]!.source !== null ||
        student.exercises[index]!.override !== undefined;
      return [{ column, max, points, isEvident: isThere }];
    });
    if (perExercise.length > 0) return perExercise;
  }
  const column = named >= 0 ? named : addColumn(rows, assignment ?? defaultAssignment, total.max);
  return [{ column, ...total }];
}

/** Canvas writes a column as "Title (12345)"; both that and the title alone name it. */
function columnCalled(head: readonly string[], name: string): number {
  const exact = columnOf(head, name);
  if (exact >= 0) return exact;
  return head.findIndex((cell) => plain(cell.replace(/\s*\(\d+\)\s*$/, "")) === plain(name));
}

const isTotal = (heading: string): boolean =>
  /(Current|Final|Override) (Score|Points|Grade|Status)/.test(heading);

/** Adds a column before Canvas's own totals, which stand last. */
function addColumn(rows: string[][], name: string, max: number): number {
  const head = rows[0]!;
  let column = head.length;
  while (column > 0 && isTotal(head[column - 1]!)) column -= 1;
  for (const [index, row] of rows.entries()) {
    while (row.length < column) row.push("");
    const isPossible = index > 0 && row[0]!.includes("Points Possible");
    row.splice(column, 0, index === 0 ? safeText(name) : isPossible ? amount(max) : "");
  }
  return column;
}

function sum(exercises: readonly { readonly max: number }[]): number {
  return exercises.reduce((total, { max }) => total + max, 0);
}

/** A table that Canvas imports, made from what a plain list of a class knows. An ungradable cell is empty. */
export function canvasImport(
  results: Results,
  assignment: string = defaultAssignment,
): FilledTable {
  const head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment];
  const known = results.students.filter(({ roster }) => roster !== undefined);
  const rows = known.map(({ roster, points }) =>
    [
      roster!.name,
      "",
      roster!.sisId ?? roster!.id ?? "",
      roster!.login ?? roster!.email ?? "",
      roster!.section ?? "",
    ]
      .map(safeText)
      .concat(points === null ? "" : String(rounded(points))),
  );
  const possible = ["    Points Possible", "", "", "", "", amount(sum(results.exercises))];
  return { rows: [head.map(safeText), possible, ...rows], delimiter: ",", notes: [] };
}
