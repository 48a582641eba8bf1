import { CliError } from "../cli-error.ts";
import type { Roster, RosterStudent } from "./intake.ts";
import { folded, shownName } from "./names.ts";
import { readTable, shownRow, type RosterTable } from "./roster-table.ts";
import { writtenTime } from "./times.ts";

/** What a column says of a student, and what its heading may be in each form. Case, blanks, `_`, `-` and `.` do not count. */
const headings = {
  canvas: {
    id: ["id"],
    name: ["student"],
    first: ["firstname"],
    last: ["lastname"],
    sisId: ["sisuserid"],
    login: ["sisloginid"],
    email: ["email", "emailaddress"],
    section: ["section"],
  },
  moodle: {
    id: ["identifier"],
    name: ["fullname"],
    sisId: ["idnumber"],
    login: ["username"],
    email: ["emailaddress"],
    section: ["group", "groups"],
    status: ["status"],
    modified: ["lastmodified(submission)"],
  },
  list: {
    id: ["id", "studentid", "studentnumber", "studentno", "userid", "idnumber", "number"],
    name: ["name", "fullname", "student", "studentname", "displayname"],
    first: ["firstname", "first", "givenname", "forename"],
    last: ["lastname", "last", "surname", "familyname"],
    login: ["login", "username", "user", "loginid", "account"],
    sisId: ["sisid", "sisuserid"],
    email: ["email", "emailaddress", "mail"],
    section: ["section", "group", "class"],
  },
} as const;

type Column =
  | "id"
  | "name"
  | "first"
  | "last"
  | "sisId"
  | "login"
  | "email"
  | "section"
  | "status"
  | "modified";
type Columns = Partial<Record<Column, number>>;

/**
 * Reads who is in the class: a gradebook that Canvas exported, a grading worksheet of Moodle, or a list with headings
 * such as `id`, `name`, `email`, `login`. Throws `CliError`, one sentence.
 */
export function readRoster(path: string): Roster {
  const table = readTable(path);
  const keys = table.rows[0]!.map((heading) => heading.toLowerCase().replace(/[\s_.-]+/g, ""));
  const form = formOf(keys);
  const columns = columnsOf(keys, form, path);
  if (
    columns.id === undefined &&
    columns.name === undefined &&
    columns.last === undefined &&
    columns.email === undefined &&
    columns.login === undefined
  )
    throw new CliError(unknownHeadings(path, table));
  const rows = rowsOf(table, form, columns);
  if (rows.found.length === 0)
    throw new CliError(
      `The roster ${path} has headings and no student below them; export it again.`,
    );
  return {
    path,
    form,
    table: table.rows,
    delimiter: table.delimiter,
    ...(table.hasMark && { hasMark: true }),
    ...studentsOf(rows),
    setAside: rows.setAside,
  };
}

function formOf(keys: readonly string[]): Roster["form"] {
  const has = (...some: string[]): boolean => some.some((key) => keys.includes(key));
  if (has("identifier") && has("status", "grade", "lastmodified(submission)")) return "moodle";
  const isCanvas =
    has("id") && has("student", "lastname") && has("sisloginid", "sisuserid", "section");
  return isCanvas ? "canvas" : "list";
}

function columnsOf(keys: readonly string[], form: Roster["form"], path: string): Columns {
  const columns: Columns = {};
  for (const [column, names] of Object.entries(headings[form])) {
    const found = keys.flatMap((key, index) =>
      (names as readonly string[]).includes(key) ? [index] : [],
    );
    // An LMS names an exercise as a teacher likes; its own columns come first.
    if (form === "list" && found.length > 1)
      throw new CliError(
        `The roster ${path} has more than one column that may be the ${column}; leave one of them out.`,
      );
    if (found.length > 0) columns[column as Column] = found[0]!;
  }
  return columns;
}

function unknownHeadings(path: string, { rows }: RosterTable): string {
  const got = rows[0]!
    .slice(0, 8)
    .map((heading) => `"${shownName(heading, 40)}"`)
    .join(", ");
  return `Expected the roster ${path} to have headings as Canvas (Student, ID, SIS Login ID, Section), Moodle in English (Identifier, Full name, Email address, Status, Grade) or a list (id, name, first name, last name, email, login), got ${got}.`;
}

interface Row {
  readonly index: number;
  readonly shown: string;
  readonly student: Omit<RosterStudent, "key">;
  readonly handedIn?: { readonly at?: Date; readonly isLate?: boolean };
}

function rowsOf(
  { rows, lines }: RosterTable,
  form: Roster["form"],
  columns: Columns,
): { found: Row[]; setAside: Roster["setAside"] } {
  const found: Row[] = [];
  const setAside: { id?: string; row: string; why: string }[] = [];
  for (const [index, row] of rows.entries()) {
    if (index === 0) continue;
    const shown = shownRow(row, lines[index]!);
    const student = studentIn(row, form, columns);
    const why = whySetAside(form, student);
    if (why === undefined) found.push({ index, shown, student, ...handedInOf(row, columns) });
    else if (why !== "")
      setAside.push({ row: shown, why, ...(student.id ? { id: student.id } : {}) });
  }
  return { found, setAside };
}

function studentIn(
  row: readonly string[],
  form: Roster["form"],
  columns: Columns,
): Omit<RosterStudent, "key"> {
  const cell = (column: Column): string => {
    const text = columns[column] === undefined ? "" : row[columns[column]]!.trim();
    // Canvas writes a name that a spreadsheet would take for a formula like this.
    return text.match(/^="(.*)"$/s)?.[1] ?? text;
  };
  const parts = [cell("last"), cell("first")].filter((part) => part !== "");
  const id = form === "moodle" ? (cell("id").match(/\d+$/)?.[0] ?? "") : cell("id");
  const optional = {
    id,
    login: cell("login"),
    sisId: cell("sisId"),
    email: cell("email"),
    section: cell("section"),
  };
  const given = Object.entries(optional).filter(([, text]) => text !== "");
  return { name: cell("name") || parts.join(", "), ...Object.fromEntries(given) };
}

/** Rows of an LMS that are no student's. Those that are part of the table's head go without saying. */
function whySetAside(
  form: Roster["form"],
  student: Omit<RosterStudent, "key">,
): string | undefined {
  const { name, id, login, sisId, email } = student;
  if (form === "canvas") {
    if (name === "Points Possible" || (name === "" && id === undefined)) return "";
    if (id === undefined) return "has no ID";
    const isTest = /^student, test$/i.test(name) && sisId === undefined;
    return isTest ? "is Canvas's test student" : undefined;
  }
  if (form === "moodle" && id === undefined) return 'has no number in "Identifier"';
  const isNobody = name === "" && !id && !login && !email && !sisId;
  return isNobody ? "has no id, name, login or e-mail address" : undefined;
}

function handedInOf(row: readonly string[], columns: Columns): Pick<Row, "handedIn"> {
  const text = columns.modified === undefined ? "" : row[columns.modified]!;
  const at = writtenTime(text);
  const isLate = columns.status !== undefined && /\blate\b/i.test(row[columns.status]!);
  if (!at && !isLate) return {};
  return { handedIn: { ...(at ? { at } : {}), ...(isLate ? { isLate } : {}) } };
}

/** Gives every student a key of their own; rows that say the same are one student. */
function studentsOf({
  found,
}: {
  readonly found: readonly Row[];
}): Pick<Roster, "students" | "rowOf" | "handedIn" | "duplicates"> {
  const same = new Map<string, Row[]>();
  for (const row of found) {
    const { section: _, ...told } = row.student;
    const whole = JSON.stringify(Object.entries(told).map(([name, text]) => [name, folded(text)]));
    same.set(whole, [...(same.get(whole) ?? []), row]);
  }
  const students: RosterStudent[] = [];
  const rowOf = new Map<string, number>();
  const handedIn = new Map<string, NonNullable<Row["handedIn"]>>();
  const duplicates: { student: string; found: string[] }[] = [];
  const counts = textCounts([...same.values()].map(([first]) => first!.student));
  for (const [first, ...more] of same.values()) {
    const { index, shown, student } = first!;
    const { id, login, email, name, sisId } = student;
    const texts = [id, login, email, name, sisId].filter(
      (text) => text !== undefined && text !== "",
    );
    // Where a text is two students', neither of them is called by it.
    const own = texts.find((text) => counts.get(folded(text!)) === 1 && !rowOf.has(text!));
    const key = own ?? shown;
    students.push({ key, ...student });
    rowOf.set(key, index);
    if (first!.handedIn) handedIn.set(key, first!.handedIn);
    if (more.length > 0)
      duplicates.push({
        student: shownName(name || key),
        found: [shown, ...more.map((row) => row.shown)],
      });
  }
  return { students, rowOf, handedIn, duplicates };
}

function textCounts(students: readonly Omit<RosterStudent, "key">[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id, login, email, name, sisId } of students) {
    const texts = new Set(
      [id, login, email, name, sisId].flatMap((text) => (text ? [folded(text)] : [])),
    );
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}
