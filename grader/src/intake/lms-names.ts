/** Whose a file is, and what the student called it, as its name in a download of an LMS says. */
export interface LmsName {
  readonly name: string;
  /** Canvas's user id, Moodle's participant number. */
  readonly id?: string;
  /** What the student called the file. Undefined for a folder (Moodle) or a receipt (Blackboard). */
  readonly file?: string;
  /** Canvas's number of the upload: later ones are larger. */
  readonly upload?: number;
  readonly isLate?: boolean;
}

/**
 * A file of Canvas's download, `lovelaceada_LATE_1001_5005_counter-1.ts`: every way to read it, the likeliest first. A
 * student who may choose a name can put numbers into it, so the first way need not be the right one. None: it is not Canvas's.
 */
export function canvasNames(entry: string): LmsName[] {
  const anonymous = entry.match(/^(LATE_)?(anon_[A-Za-z0-9]+)_(\d+)_(.+)$/s);
  if (anonymous) {
    const [, late, name, upload, file] = anonymous;
    return [{ name: name!, isLate: late !== undefined, upload: Number(upload), file: file! }];
  }
  const parts = entry.split("_");
  const ways: LmsName[] = [];
  for (let at = 1; at + 2 < parts.length; at += 1) {
    if (!/^\d+$/.test(parts[at]!) || !/^\d+$/.test(parts[at + 1]!)) continue;
    const isLate = at > 1 && parts[at - 1] === "LATE";
    const name = parts.slice(0, isLate ? at - 1 : at).join("_");
    const file = parts.slice(at + 2).join("_");
    const upload = Number(parts[at + 1]);
    if (name !== "" && file !== "") ways.push({ name, id: parts[at]!, isLate, upload, file });
  }
  return ways;
}

/** Typed text and web addresses in Canvas's download: `lovelaceada_1001_text.html`. */
export function isCanvasText(entry: string): boolean {
  return /^.+_\d+_(text|link)\.html$/s.test(entry) && canvasNames(entry).length === 0;
}

/** A name without the number that Canvas gives to an upload whose name it has seen: `counter-1.ts` was `counter.ts`. */
export function withoutCounter(file: string): string {
  const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  return file.replace(
    new RegExp(`^(.+?)-(?:\\d{1,3}|${uuid})((?:\\.[A-Za-z][A-Za-z0-9]*)+)$`, "s"),
    "$1$2",
  );
}

/**
 * A folder of Moodle's download, `Ada Lovelace_1234567_assignsubmission_file_`, or, without folders, a file with that
 * before its name. `plugin` is `file` for uploads and `onlinetext` for typed text.
 */
export function moodleName(entry: string): (LmsName & { readonly plugin: string }) | undefined {
  // The first mark counts: what is behind it is the student's own.
  const found = entry.match(/^(.*?)(?:_(\d+))?_assignsubmission_([a-z]+)(?:_(.*))?$/s);
  if (!found) return undefined;
  const [, name, id, plugin, file] = found;
  return {
    name: name!,
    plugin: plugin!,
    ...(id === undefined ? {} : { id }),
    ...(file ? { file } : {}),
  };
}

/** A file of Blackboard's download: `before` ends with the username, behind the assignment's name and `_`. */
export interface BlackboardName {
  readonly before: string;
  /** As in the name, `2026-11-01-12-30-00`. */
  readonly attempt: string;
  /** Undefined for the receipt, which Blackboard writes. */
  readonly file?: string;
}

/** `Assignment 1_ada_attempt_2026-11-01-12-30-00_counter.ts`, or the receipt without a name behind the time. */
export function blackboardName(entry: string): BlackboardName | undefined {
  // The first mark counts here too.
  const found = entry.match(/^(.+?)_attempt_(\d{4}(?:-\d\d){5})(?:_(.+)|\.txt)$/s);
  if (!found?.[1]!.includes("_")) return undefined;
  return { before: found[1]!, attempt: found[2]!, ...(found[3] ? { file: found[3] } : {}) };
}

/**
 * The usernames that may stand at the end of each `before`: an assignment's name and a username may both have a `_` in
 * them, but the assignment is the same in all. The likeliest first.
 */
export function usernamesIn(befores: readonly string[]): Map<string, string[]> {
  const shared = [...new Set(befores)].reduce(commonStart, befores[0] ?? "");
  const isOne = new Set(befores).size < 2;
  return new Map(
    befores.map((before) => {
      const ends = [...before.matchAll(/_/g)]
        .map(({ index }) => index + 1)
        .filter((end) => (isOne || end <= shared.length) && end < before.length);
      const usernames = ends.reverse().map((end) => before.slice(end));
      return [before, usernames.length > 0 ? usernames : [before]];
    }),
  );
}

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}
