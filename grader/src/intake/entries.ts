import { lstatSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { readRegularFile, unreadable } from "../submission/answer-file.ts";

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
    return {
      kind: "file",
      name,
      shown,
      read: async (limit) => readRegularFile(path, shown, limit),
    };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    // A name that is no UTF-8 cannot be asked for again.
    return refused(
      code === "ENOENT" ? "has a name that cannot be read" : `cannot be read (${code})`,
    );
  }
}
