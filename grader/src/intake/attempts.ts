import { UnreadableFile } from "../submission/answer-file.ts";
import { rubbish, type Entry, type FolderEntry } from "./entries.ts";
import { shownName } from "./names.ts";
import { timeIn } from "./times.ts";

/** One attempt in a student's folder. */
export interface AttemptFolder {
  readonly folder: FolderEntry;
  readonly label: string;
  readonly at?: Date;
}

/**
 * The attempts in a student's folder, the oldest first: its folders, when they are all named `attempt-1` and so on, or by
 * the time, and nothing else that may hold an answer lies beside them; otherwise the folder itself. Beside an attempt's
 * files, nbgrader's `timestamp.txt` says when it came. Throws `UnreadableFile`.
 */
export async function attemptsIn(
  folder: FolderEntry,
): Promise<{ readonly attempts: AttemptFolder[]; readonly notes: string[] }> {
  const entries = folder.entries().filter((entry) => mayCount(entry));
  const folders = entries.filter((entry) => entry.kind === "folder");
  const ranks = folders.map(({ name }) => rankOf(name));
  const named = ranks.filter((rank) => rank !== undefined);
  const isOfOneKind = new Set(named.map(({ kind }) => kind)).size === 1;
  if (named.length === 0) return { attempts: [await attempt(folder, "the folder")], notes: [] };
  if (!isOfOneKind || named.length < folders.length || hasAnswer(entries)) {
    const note = `Some folders are named as attempts are, and others or files lie beside them; all was taken as one attempt.`;
    return { attempts: [await attempt(folder, "the folder")], notes: [note] };
  }
  const ordered = folders
    .map((one, index) => ({ one, rank: ranks[index]! }))
    .sort((a, b) => a.rank.order - b.rank.order || (a.one.name < b.one.name ? -1 : 1));
  const attempts: AttemptFolder[] = [];
  for (const { one, rank } of ordered) {
    const found = await attempt(one, shownName(one.name));
    attempts.push(found.at || !rank.at ? found : { ...found, at: rank.at });
  }
  return { attempts, notes: [] };
}

function mayCount({ name }: Entry): boolean {
  return !name.startsWith(".") && !rubbish.has(name);
}

function hasAnswer(entries: readonly Entry[]): boolean {
  return entries.some(({ kind, name }) => kind === "file" && /\.(ts|ipynb|zip)$/i.test(name));
}

function rankOf(
  name: string,
): { readonly kind: string; readonly order: number; readonly at?: Date } | undefined {
  const numbered = name.match(/^(?:attempt|submission|try|version)[ _.-]?(\d{1,4})$/i);
  if (numbered) return { kind: "number", order: Number(numbered[1]) };
  const at = timeIn(name);
  return at && { kind: "time", order: at.getTime(), at };
}

/** What `timestamp.txt` says in the folder itself or one below, as nbgrader has it: the latest, if there are several. */
async function attempt(folder: FolderEntry, label: string): Promise<AttemptFolder> {
  const below = folder.entries().filter((entry) => entry.kind === "folder" && mayCount(entry));
  const times: number[] = [];
  for (const one of [folder, ...(below as FolderEntry[])].slice(0, 50)) {
    const at = await timestampIn(one);
    if (at) times.push(at.getTime());
  }
  return { folder, label, ...(times.length > 0 ? { at: new Date(Math.max(...times)) } : {}) };
}

async function timestampIn(folder: FolderEntry): Promise<Date | undefined> {
  try {
    const file = folder.entries().find(({ name }) => name === "timestamp.txt");
    return file?.kind === "file" ? timeIn((await file.read(1000)).toString("utf8")) : undefined;
  } catch (error) {
    // Whoever reads the folder's answers is told that it cannot be read.
    if (error instanceof UnreadableFile) return undefined;
    throw error;
  }
}

/** Whether there is an archive anywhere in a folder that has to be unpacked first. At most 5,000 entries are looked at. */
export function holdsZip(folder: FolderEntry): boolean {
  const folders = [{ folder, depth: 0 }];
  let seen = 0;
  for (let next = folders.shift(); next; next = folders.shift()) {
    for (const entry of entriesOrNone(next.folder)) {
      seen += 1;
      if (seen > 5000) return false;
      if (!mayCount(entry) || entry.name === "node_modules") continue;
      if (entry.kind === "file" && /\.zip$/i.test(entry.name)) return true;
      if (entry.kind === "folder" && next.depth < 12)
        folders.push({ folder: entry, depth: next.depth + 1 });
    }
  }
  return false;
}

function entriesOrNone(folder: FolderEntry): readonly Entry[] {
  try {
    return folder.entries();
  } catch {
    return [];
  }
}
