import type { UnreadableFile } from "../submission/answer-file.ts";

/** A student as the roster knows them. */
export interface RosterStudent {
  /** What tells this student from all others: the roster's id, else login, else e-mail address, else name. */
  readonly key: string;
  readonly name: string;
  /** Canvas's ID, Moodle's participant number, Blackboard's or the list's own. */
  readonly id?: string;
  readonly login?: string;
  readonly sisId?: string;
  readonly email?: string;
  readonly section?: string;
}

/** Who is in the class, as a table that was read. */
export interface Roster {
  readonly path: string;
  readonly form: "canvas" | "moodle" | "list";
  readonly students: readonly RosterStudent[];
  /** The table as it was read, its row of headings first; blank lines are left out. */
  readonly table: readonly (readonly string[])[];
  readonly delimiter: "," | ";" | "\t";
  /** Whether the file begins with a mark that says UTF-8 or UTF-16, without which Excel takes `ü` for `Ã¼`. */
  readonly hasMark?: boolean;
  /** From a student's key to the index of their row in `table`. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** From a student's key to what the table says of when they handed in (Moodle's worksheet alone does). */
  readonly handedIn: ReadonlyMap<string, { readonly at?: Date; readonly isLate?: boolean }>;
  /** Rows that say the same of the same student: only the first counts. */
  readonly duplicates: readonly { readonly student: string; readonly found: readonly string[] }[];
  /** Rows that are nobody's, as Canvas's test student. */
  readonly setAside: readonly {
    readonly id?: string;
    readonly row: string;
    readonly why: string;
  }[];
}

/** One thing that a student handed in: a folder with regular files. */
export interface Attempt {
  /** Absolute; the submission's own folder, or where an archive was unpacked. Nothing is ever written to it. */
  readonly root: string;
  /** How it was called where it came from, for the reader. */
  readonly label: string;
  readonly handedInAt?: Date;
  /** The LMS says that it came late, without saying when. */
  readonly isLate?: boolean;
  /** What may have held an answer and could not be taken in: it belongs to what the folder itself has that cannot be read. */
  readonly unreadable?: readonly UnreadableFile[];
}

/** Everything that one student handed in, the oldest attempt first. No attempt: on the roster, and nothing came. */
export interface Submission {
  /** The roster's key, or the name that was found where there is no roster or nobody of that name. */
  readonly student: string;
  readonly name: string;
  readonly roster?: RosterStudent;
  readonly attempts: readonly Attempt[];
  /** What was noticed while it was taken in, one sentence each. */
  readonly notes: readonly string[];
}

/** Who handed in what, before anything is graded. */
export interface Identities {
  /** How the input was read. */
  readonly form: "folders" | "files" | "canvas" | "moodle" | "blackboard";
  readonly matched: number;
  /** How many came, whoever they are; the matched ones are among them. */
  readonly found?: number;
  /** How many students the roster has. Absent when there is none: then nobody is matched, and nobody is missing. */
  readonly onRoster?: number;
  /** Handed in, but nobody on the roster is called so: graded under the name found, and in no LMS's table. */
  readonly unmatched: readonly { readonly found: string; readonly nearest: readonly string[] }[];
  /** More than one on the roster may be meant: graded under the name found, and given to none of them. */
  readonly ambiguous: readonly { readonly found: string; readonly candidates: readonly string[] }[];
  /** Two submissions claim to be the same student, or two rows of the roster are the same. */
  readonly duplicates: readonly { readonly student: string; readonly found: readonly string[] }[];
  /** On the roster, and nothing was handed in. */
  readonly missing: readonly string[];
  /** What in the input is nobody's submission: a stray file, an archive's rubbish, a refused entry with its reason. */
  readonly passedOver: readonly { readonly path: string; readonly why: string }[];
}

/** A class as it was handed in. */
export interface Intake {
  readonly submissions: readonly Submission[];
  readonly identities: Identities;
}
