import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
} from "node:fs";
import { basename, join } from "node:path";
import { UnreadableFile, unreadable } from "../submission/answer-file.ts";

/* What was handed in, as a tree, wherever it lies: in a folder of the disk or in an archive. */

export interface FileEntry {
  readonly kind: "file";
  readonly name: string;
  /** The way to it from the input, for the reader; it may hold any character. */
  readonly shown: string;
  /** All its bytes, at most so many. Throws `UnreadableFile`. */
  read(limit: number): Promise<Buffer>;
}

export interface FolderEntry {
  readonly kind: "folder";
  readonly name: string;
  readonly shown: string;
  /** Where it lies, absolute, if it lies on the disk. */
  readonly path?: string;
  /** What is in it, in order of names. Throws `UnreadableFile`. */
  entries(): readonly Entry[];
}

/** What is neither: a link, a device, an entry of an archive that is not what it should be. */
export interface RefusedEntry {
  readonly kind: "refused";
  readonly name: string;
  readonly shown: string;
  /** Goes behind the name: "is a link, and links are not followed". */
  readonly why: string;
}

export type Entry = FileEntry | FolderEntry | RefusedEntry;

/** What systems leave behind in folders and archives. */
export const rubbish: ReadonlySet<string> = new Set([
  "__MACOSX",
  "Thumbs.db",
  "desktop.ini",
  "$RECYCLE.BIN",
]);

/** A folder of the disk. Nothing is followed, and nothing is read before it is asked for. */
export function diskFolder(path: string, shown = ""): FolderEntry {
  return {
    kind: "folder",
    name: basename(path),
    shown,
    path,
    entries: () => entriesOf(path, shown),
  };
}

function entriesOf(path: string, shown: string): Entry[] {
  let names: string[];
  try {
    names = readdirSync(path).sort();
  } catch (error) {
    throw unreadable(shown || path, error);
  }
  return names.map((name) => entryOf(join(path, name), shown === "" ? name : `${shown}/${name}`));
}

function entryOf(path: string, shown: string): Entry {
  const name = basename(path);
  const refused = (why: string): RefusedEntry => ({ kind: "refused", name, shown, why });
  try {
    const status = lstatSync(path);
    if (status.isDirectory()) return diskFolder(path, shown);
    if (status.isSymbolicLink()) return refused("is a link, and links are not followed");
    if (!status.isFile()) return refused("is not a regular file");
    return { kind: "file", name, shown, read: async (limit) => readDiskFile(path, shown, limit) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    // A name that is no UTF-8 cannot be asked for again.
    return refused(
      code === "ENOENT" ? "has a name that cannot be read" : `cannot be read (${code})`,
    );
  }
}

function readDiskFile(path: string, shown: string, limit: number): Buffer {
  let file: number | undefined;
  try {
    file = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    const status = fstatSync(file);
    if (!status.isFile()) throw new UnreadableFile(`${shown} is not a regular file.`);
    if (status.nlink > 1)
      throw new UnreadableFile(
        `${shown} is a hard link, and those are not followed; copy the submission.`,
        true,
      );
    if (status.size > limit)
      throw new UnreadableFile(`${shown} has ${status.size} bytes; at most ${limit} are read.`);
    return readUpTo(file, status.size);
  } catch (error) {
    throw error instanceof UnreadableFile ? error : unreadable(shown, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A file that grows meanwhile is read as long as it was. */
function readUpTo(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let have = 0;
  while (have < size) {
    const read = readSync(file, bytes, have, size - have, have);
    if (read === 0) break;
    have += read;
  }
  return bytes.subarray(0, have);
}
