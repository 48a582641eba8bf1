import type { Identities, Roster, RosterStudent } from "./intake.ts";
import {
  folded,
  inOneOrder,
  nearest,
  runTogether,
  shareWord,
  shownName,
  withoutAccents,
  wordsOf,
} from "./names.ts";

/** What the input says of a student: names of folders and files, as people or an LMS called them. Nothing from within a file. */
export interface Found {
  readonly form: Identities["form"];
  /** A person's name; what a folder is called, which may be an id or a login too. */
  readonly name: string;
  readonly id?: string;
  readonly login?: string;
}

export type Match =
  | {
      readonly kind: "matched";
      readonly student: RosterStudent;
      /** What is to be told about it. */
      readonly note?: string;
      /** The id is the student's and the name is somebody else's. */
      readonly isDoubtful?: boolean;
    }
  | { readonly kind: "ambiguous"; readonly candidates: readonly RosterStudent[] }
  | { readonly kind: "unmatched"; readonly nearest: readonly RosterStudent[] }
  | { readonly kind: "set aside"; readonly why: string };

/** A student as an instructor finds them in the roster: `Lovelace, Ada (1001)`. */
export function rosterLabel({ name, key }: RosterStudent): string {
  return shownName(name === key || name === "" ? key : `${name} (${key})`);
}

type Index = ReadonlyMap<string, readonly RosterStudent[]>;

function indexOf(
  students: readonly RosterStudent[],
  keysOf: (student: RosterStudent) => readonly (string | undefined)[],
): Index {
  const index = new Map<string, RosterStudent[]>();
  for (const student of students)
    for (const key of new Set(keysOf(student)))
      if (key) index.set(key, [...(index.get(key) ?? []), student]);
  return index;
}

const localPart = (address: string | undefined): string | undefined =>
  address?.includes("@") ? folded(address.slice(0, address.indexOf("@"))) : undefined;
const foldedOrNone = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : folded(text);

/** Finds the students of a roster by what the input says. It never chooses between two. */
export class StudentFinder {
  readonly #roster: Roster;
  readonly #byId: Index;
  /** What tells a student by itself, the surest first. */
  readonly #byText: readonly Index[];
  readonly #byWords: Index;
  readonly #byLetters: Index;
  readonly #byPlainWords: Index;
  readonly #byPlainLetters: Index;

  constructor(roster: Roster) {
    const { students } = roster;
    this.#roster = roster;
    this.#byId = indexOf(students, ({ id }) => [foldedOrNone(id)]);
    this.#byText = [
      this.#byId,
      indexOf(students, ({ sisId }) => [foldedOrNone(sisId)]),
      indexOf(students, ({ login }) => [foldedOrNone(login)]),
      indexOf(students, ({ email }) => [foldedOrNone(email)]),
      indexOf(students, ({ email, login }) => [localPart(email), localPart(login)]),
    ];
    const lettersOf = (name: string): string[] => {
      const words = wordsOf(name);
      return words.length > 1 ? runTogether(words) : [];
    };
    this.#byWords = indexOf(students, ({ name }) => [inOneOrder(wordsOf(name))]);
    this.#byLetters = indexOf(students, ({ name }) => lettersOf(name));
    this.#byPlainWords = indexOf(students, ({ name }) => [
      inOneOrder(wordsOf(withoutAccents(name))),
    ]);
    this.#byPlainLetters = indexOf(students, ({ name }) => lettersOf(withoutAccents(name)));
  }

  /** What the students are told by: taken, as names of others. */
  keys(): string[] {
    return this.#roster.students.map(({ key }) => key);
  }

  /** Whether a folder or file of that name is somebody's. */
  knows(name: string): boolean {
    const { kind } = this.find({ form: "folders", name });
    return kind === "matched" || kind === "ambiguous";
  }

  find(found: Found): Match {
    const byId = this.#findById(found);
    if (byId) return byId;
    const isNamedByHand = found.form === "folders" || found.form === "files";
    const text = folded(found.login ?? (isNamedByHand ? found.name : ""));
    for (const index of this.#byText) {
      const match = only(index.get(text));
      if (match) return match;
    }
    const missed = found.id !== undefined && found.form === this.#roster.form;
    const byName = only(this.#named(found.name, this.#byWords, this.#byLetters));
    if (byName?.kind === "matched" && missed) return { ...byName, note: otherWorksheet(found) };
    if (byName) return byName;
    const plain = withoutAccents(found.name);
    const guess = only(this.#named(plain, this.#byPlainWords, this.#byPlainLetters));
    if (guess?.kind !== "matched") return guess ?? this.#none(found);
    const note = `"${shownName(found.name)}" was taken for "${shownName(guess.student.name)}": the names differ in accents only.`;
    return { ...guess, note };
  }

  /** By the LMS's own number. What is found by it and has another name is told, or not believed. */
  #findById(found: Found): Match | undefined {
    const { id, form, name } = found;
    if (id === undefined) return undefined;
    const isSameSystem = form === this.#roster.form;
    const aside = this.#roster.setAside.find((row) => row.id === id);
    if (isSameSystem && aside) return { kind: "set aside", why: aside.why };
    if (!isSameSystem && this.#roster.form !== "list") return undefined;
    const match = only(this.#byId.get(folded(id)));
    // A Canvas gradebook has everybody: who is not in it by number is not the namesake who is.
    if (!match) return isSameSystem && form === "canvas" ? this.#none(found) : undefined;
    if (match.kind !== "matched") return match;
    const { student } = match;
    if (student.name === "" || shareWord(name, student.name)) return match;
    // A list's ids may be the school's, and the same number means somebody else.
    if (!isSameSystem) return undefined;
    // Where groups hand in, Moodle's number is the group's, and may be a participant's too.
    if (form === "moodle") return { kind: "ambiguous", candidates: [student] };
    const note = `The file names call ${rosterLabel(student)} "${shownName(name)}": the id is the same, so this is a group's work or another name.`;
    return { ...match, note, isDoubtful: true };
  }

  #named(name: string, byWords: Index, byLetters: Index): readonly RosterStudent[] {
    const words = wordsOf(name);
    if (words.length === 0) return [];
    const ways = words.length === 1 ? [] : runTogether(words);
    const students = [
      ...(byWords.get(inOneOrder(words)) ?? []),
      ...(words.length === 1 ? (byLetters.get(words[0]!) ?? []) : []),
      // A name without gaps in the roster is one word there.
      ...ways.flatMap((way) => byWords.get(way) ?? []),
    ];
    return [...new Set(students)];
  }

  #none(found: Found): Match {
    const textsOf = ({ name, login, id, email }: RosterStudent): string[] => {
      // A name without gaps is compared with one.
      const together = /\s/.test(found.name) ? [] : runTogether(wordsOf(name));
      return [name, login, id, localPart(email), ...together.slice(0, 3)].filter(
        (text): text is string => text !== undefined && text !== "",
      );
    };
    const wanted = found.login ?? found.name;
    return { kind: "unmatched", nearest: nearest(wanted, this.#roster.students, textsOf) };
  }
}

function otherWorksheet({ id }: Found): string {
  return `Matched by name: participant ${shownName(id ?? "")} is not in the roster, which may be another assignment's worksheet.`;
}

function only(students: readonly RosterStudent[] | undefined): Match | undefined {
  if (!students || students.length === 0) return undefined;
  return students.length === 1
    ? { kind: "matched", student: students[0]! }
    : { kind: "ambiguous", candidates: students };
}
