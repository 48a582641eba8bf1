import type { Entry, FolderEntry } from "./entries.ts";
import type { Identities } from "./intake.ts";
import type { Found } from "./match-student.ts";
import { shownName } from "./names.ts";

/** What one student handed in, before it is known who that is. */
export interface Handed {
  /** What it is called in the input, to tell two of one name apart. */
  readonly label: string;
  /** Every way to read whose it is, the likeliest first; one at least. */
  readonly ways: readonly Way[];
}

export interface Way {
  readonly found: Found;
  readonly attempts: readonly HandedAttempt[];
  readonly notes: readonly string[];
}

/** One attempt: a folder as it is, or entries with the names that the student gave them. */
export interface HandedAttempt {
  readonly label: string;
  readonly at?: Date;
  readonly isLate?: boolean;
  readonly content: FolderEntry | readonly { readonly entry: Entry; readonly name: string }[];
}

export interface ReadForm {
  readonly form: Identities["form"];
  readonly handed: readonly Handed[];
  readonly passedOver: readonly { readonly path: string; readonly why: string }[];
}

/** What helps to tell a student's name in a file's name. */
export interface FormHints {
  /** The exercises' names. Without them `ada_counter.ts` is cut at its last `_`. */
  readonly slugs: readonly string[];
  /** Whether somebody on the roster is called so; undefined without a roster. */
  readonly knows: ((name: string) => boolean) | undefined;
}

/** What one way of collecting makes of the entries. */
export type Parted = Pick<ReadForm, "handed" | "passedOver">;

/** An entry that is nobody's, with the reason; its own reason goes first. */
export function nobodys(entry: Entry, why: string): { path: string; why: string } {
  return { path: shownName(entry.name), why: entry.kind === "refused" ? entry.why : why };
}

/** Adds to the list under a key. */
export function addTo<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
