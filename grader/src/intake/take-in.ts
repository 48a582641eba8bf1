import { lstatSync } from "node:fs";
import { basename, resolve } from "node:path";
import { CliError } from "../cli-error.ts";
import { unreadable, UnreadableFile } from "../submission/answer-file.ts";
import { holdsZip } from "./attempts.ts";
import { diskFolder, rubbish, type FolderEntry } from "./entries.ts";
import { lmsOf, readForm } from "./forms.ts";
import type { FormHints, HandedAttempt } from "./handed.ts";
import type { Attempt, Intake, Roster, Submission } from "./intake.ts";
import { Scratch } from "./lay-out.ts";
import { StudentFinder } from "./match-student.ts";
import { shownName } from "./names.ts";
import { overlookedIn } from "./overlooked.ts";
import { identitiesOf, placesOf, unclearIn, type Place } from "./places.ts";
import { zipFolder } from "./zip-folder.ts";

/** Entries of a whole class in one archive. */
const entriesInAll = 100_000;

export interface TakeInOptions {
  readonly roster?: Roster;
  /** An empty folder: nothing is written anywhere else. */
  readonly scratch: string;
  /** The exercises' names, which tell a student's name from an exercise's in `ada_counter.ts`; none by default. */
  readonly slugs?: readonly string[];
}

/**
 * Takes in what a class handed in: a folder or a zip, collected by hand or downloaded from an LMS. Folders are left where
 * they are; all else is unpacked or copied below `scratch`. What is wrong with one student's work costs that student
 * alone. Throws `CliError` when the input as a whole cannot be read or its form is not clear.
 */
export async function takeIn(
  input: string,
  { roster, scratch, slugs = [] }: TakeInOptions,
): Promise<Intake> {
  const finder = roster && new StudentFinder(roster);
  const hints: FormHints = { slugs, knows: finder && ((name) => finder.knows(name)) };
  const { folder, refused, close } = await opened(input);
  try {
    const top = unwrapped(folder, basename(input).replace(/\.zip$/i, ""), hints);
    const read = await readForm(top, input, hints);
    const passedOver = [...refused, ...read.passedOver];
    const places = placesOf(read.handed, finder);
    const taken: Submission[] = [];
    const laid = new Scratch(resolve(scratch), slugs);
    for (const place of places) {
      if (place.match.kind === "set aside") {
        passedOver.push({ path: shownName(place.handed.label), why: place.match.why });
      } else taken.push(await submissionOf(place, laid, roster, passedOver, slugs));
    }
    return {
      submissions: inOrder(taken, places, roster),
      identities: identitiesOf({ form: read.form, passedOver, places, roster }),
    };
  } catch (error) {
    throw error instanceof UnreadableFile ? new CliError(shownName(error.message, 400)) : error;
  } finally {
    close();
  }
}

interface Opened {
  readonly folder: FolderEntry;
  readonly refused: { path: string; why: string }[];
  close(): void;
}

async function opened(input: string): Promise<Opened> {
  const path = resolve(input);
  const wanted = `Expected ${input} to be a folder or a zip`;
  try {
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (!status) throw new CliError(`${wanted}, and there is nothing of that name.`);
    // The instructor's own link is followed; links within are not.
    if (status.isDirectory() || (status.isSymbolicLink() && !/\.zip$/i.test(path)))
      return { folder: diskFolder(path), refused: [], close: () => {} };
    const zip = await zipFolder(path, { shown: "", entries: entriesInAll });
    const refused = zip.refused.map(({ shown, why }) => ({ path: shownName(shown), why }));
    return { folder: zip.folder, refused, close: () => zip.close() };
  } catch (error) {
    if (error instanceof CliError) throw error;
    const problem = error instanceof UnreadableFile ? error : unreadable("", error);
    const why = shownName(problem.message, 300).replace(/\.$/, "");
    const advice = why.includes("as a zip") ? "; download it again" : "";
    throw new CliError(`${wanted} that can be read, and it${why}${advice}.`);
  }
}

/** The folder that holds the students, where archives and downloads have one folder more around them. */
function unwrapped(top: FolderEntry, name: string, { knows }: FormHints): FolderEntry {
  const visible = (folder: FolderEntry): ReturnType<FolderEntry["entries"]> =>
    folder.entries().filter((entry) => !entry.name.startsWith(".") && !rubbish.has(entry.name));
  let folder = top;
  for (let depth = 0; depth < 3; depth += 1) {
    const [only, ...others] = visible(folder);
    if (only?.kind !== "folder" || others.length > 0 || lmsOf([only])) return folder;
    const inside = visible(only);
    const isKnown = (one: string): boolean => knows?.(one.replace(/\.zip$/i, "")) ?? false;
    const isAround =
      lmsOf(inside) !== undefined ||
      (!isKnown(only.name) && inside.some((entry) => isKnown(entry.name))) ||
      (folder.path === undefined && only.name === name && !isKnown(only.name));
    if (!isAround) return folder;
    folder = only;
  }
  return folder;
}

async function submissionOf(
  { way, match, student, rivals }: Place,
  scratch: Scratch,
  roster: Roster | undefined,
  passedOver: { path: string; why: string }[],
  slugs: readonly string[],
): Promise<Submission> {
  const notes = [...way.notes];
  const mine = match.kind === "matched" && rivals.length === 0 ? match : undefined;
  if (mine?.note) notes.push(mine.note);
  const attempts: Attempt[] = [];
  for (const attempt of way.attempts) {
    const { content, label, at, isLate } = attempt;
    const root = await rootOf(content, scratch);
    const unreadable = [
      ...("unreadable" in root ? root.unreadable : []),
      ...overlookedIn(root.root, slugs),
    ];
    if ("notes" in root) {
      notes.push(...root.notes);
      passedOver.push(...root.passedOver);
    }
    attempts.push({
      root: root.root,
      label,
      ...(at ? { handedInAt: at } : {}),
      ...(isLate ? { isLate } : {}),
      ...(unreadable.length > 0 ? { unreadable } : {}),
    });
  }
  if (!mine) return { student, name: shownName(way.found.name), attempts, notes };
  const handedIn = roster?.handedIn.get(mine.student.key);
  const last = attempts.at(-1);
  if (last && handedIn) attempts[attempts.length - 1] = withTime(last, handedIn);
  const name = mine.student.name || mine.student.key;
  return { student, name, roster: mine.student, attempts, notes };
}

/** What the LMS's table says of the last attempt counts where the input itself says nothing. */
function withTime(attempt: Attempt, { at, isLate }: { at?: Date; isLate?: boolean }): Attempt {
  return {
    ...attempt,
    ...(at && !attempt.handedInAt ? { handedInAt: at } : {}),
    ...(isLate ? { isLate } : {}),
  };
}

type Laid = { readonly root: string } | ReturnType<Scratch["attempt"]>;

/** Where the attempt can be graded: its own folder as it lies, unless something in it has to be unpacked first. */
async function rootOf(content: HandedAttempt["content"], scratch: Scratch): Promise<Laid> {
  const isFolder = "kind" in content;
  if (isFolder && content.path !== undefined && !holdsZip(content)) return { root: content.path };
  const laid = scratch.attempt();
  if (isFolder) await laid.takeAll(content, []);
  else for (const { entry, name } of content) await laid.take(entry, [name]);
  laid.close();
  return laid;
}

/** As in the roster, with those who handed in nothing; behind them who is not on it, by name. */
function inOrder(
  taken: readonly Submission[],
  places: readonly Place[],
  roster: Roster | undefined,
): Submission[] {
  const mine = new Map(taken.flatMap((one) => (one.roster ? [[one.roster.key, one]] : [])));
  const others = taken.filter((one) => !one.roster);
  const unclear = unclearIn(places);
  const onRoster = (roster?.students ?? []).flatMap((student): Submission[] => {
    const own = mine.get(student.key);
    if (own) return [own];
    // Something came that may be theirs: that is no reason for a zero.
    if (unclear.has(student.key)) return [];
    const name = student.name || student.key;
    return [{ student: student.key, name, roster: student, attempts: [], notes: [] }];
  });
  return [...onRoster, ...others.sort((one, other) => (one.student < other.student ? -1 : 1))];
}
