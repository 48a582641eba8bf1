import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { notebookLimit, unreadable, UnreadableFile } from "../submission/answer-file.ts";
import { rubbish, type Entry, type FileEntry, type FolderEntry } from "./entries.ts";
import { ownName, samePath } from "./entry-path.ts";
import { shownName } from "./names.ts";
import { almostAnswers, otherArchives } from "./overlooked.ts";
import { zipFolder } from "./zip-folder.ts";

/** What one student may hand in, and all of them, unpacked. */
export const limits = {
  /** Entries of one student, in folders and archives together. */
  entriesEach: 5000,
  bytesEach: 64_000_000,
  bytesInAll: 2_000_000_000,
  folderDepth: 12,
  /** Bytes of a student's archive, packed. */
  zip: 64_000_000,
} as const;

/** Folders in which no answer is looked for, as in a folder that is graded where it lies. */
const passedOverFolders: ReadonlySet<string> = new Set([...rubbish, "node_modules", "dist"]);
const answers = /\.(ts|ipynb)$/;

/** The folder into which a class is unpacked: every attempt has one of its own in it, named by a number. */
export class Scratch {
  readonly #folder: string;
  #attempts = 0;
  bytesLeft: number = limits.bytesInAll;
  /** The exercises, to know a file that is named almost as an answer is. */
  readonly slugs: readonly string[];

  constructor(folder: string, slugs: readonly string[] = []) {
    this.#folder = folder;
    this.slugs = slugs;
  }

  attempt(): LaidOut {
    this.#attempts += 1;
    const root = join(this.#folder, String(this.#attempts).padStart(5, "0"));
    mkdirSync(root, { mode: 0o700 });
    return new LaidOut(root, this);
  }
}

/** One attempt that is being unpacked: only what may hold an answer is, under names that harm on no system. */
export class LaidOut {
  readonly root: string;
  readonly notes: string[] = [];
  readonly unreadable: UnreadableFile[] = [];
  /** What was refused, for whoever grades. */
  readonly passedOver: { path: string; why: string }[] = [];
  readonly #scratch: Scratch;
  readonly #paths = new Set<string>();
  readonly #others: string[] = [];
  #entries = 0;
  #bytesLeft: number = limits.bytesEach;

  constructor(root: string, scratch: Scratch) {
    this.root = root;
    this.#scratch = scratch;
  }

  /** Takes an entry to `at`, its parts in the attempt's folder; a folder with all that is in it, an archive unpacked. */
  async take(entry: Entry, at: readonly string[], isInZip = false): Promise<void> {
    this.#entries += 1;
    if (this.#entries > limits.entriesEach) {
      if (this.#entries === limits.entriesEach + 1)
        this.#refuse(
          `There are more than ${limits.entriesEach} files; the rest was not looked at.`,
        );
      return;
    }
    const name = at.at(-1)!;
    // What the student's system left behind could be no answer.
    if (name.startsWith(".") || passedOverFolders.has(name)) return;
    if (entry.kind === "refused") {
      this.passedOver.push({ path: shownName(entry.shown), why: entry.why });
      this.#refuse(`${shownName(entry.shown)} ${entry.why}; it was passed over.`);
    } else if (entry.kind === "folder") await this.takeAll(entry, at, isInZip);
    else if (answers.test(name) || almostAnswers(name, this.#scratch.slugs) !== undefined)
      await this.#copy(entry, at);
    else if (/\.zip$/i.test(name)) await this.#unpack(entry, at, isInZip);
    else if (otherArchives.test(name))
      this.#refuse(`${shownName(entry.shown)} is an archive that is not read; ask for a zip.`);
    else this.#others.push(shownName(name));
  }

  /** Takes what is in a folder. */
  async takeAll(folder: FolderEntry, at: readonly string[], isInZip = false): Promise<void> {
    if (at.length > limits.folderDepth)
      return this.#refuse(
        `Folders more than ${limits.folderDepth} levels deep were not looked at.`,
      );
    try {
      for (const entry of folder.entries()) await this.take(entry, [...at, entry.name], isInZip);
    } catch (error) {
      this.#failed(error, folder.shown);
    }
  }

  /** Says what was left where it is, once all was taken. */
  close(): void {
    const { length } = this.#others;
    if (length === 0) return;
    const some = `${this.#others.slice(0, 3).join(", ")}${length > 3 ? ", …" : ""}`;
    this.notes.push(
      `${length} ${length === 1 ? "file that can" : "files that can"} hold no answer ${length === 1 ? "was" : "were"} passed over (${some}).`,
    );
  }

  async #copy(file: FileEntry, at: readonly string[]): Promise<void> {
    const parts = at.map(ownName);
    if (this.#paths.has(samePath(parts)))
      return this.#refuse(
        `${shownName(file.shown)} has the name of another file, and was passed over.`,
      );
    try {
      const bytes = await file.read(
        Math.min(notebookLimit, this.#bytesLeft, this.#scratch.bytesLeft),
      );
      this.#bytesLeft -= bytes.length;
      this.#scratch.bytesLeft -= bytes.length;
      const folder = join(this.root, ...parts.slice(0, -1));
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileSync(join(folder, parts.at(-1)!), bytes, { flag: "wx", mode: 0o600 });
      this.#paths.add(samePath(parts));
    } catch (error) {
      this.#failed(error, file.shown);
    }
    if (parts.at(-1) !== at.at(-1))
      this.notes.push(`${shownName(file.shown)} has characters in its name that were left out.`);
  }

  async #unpack(file: FileEntry, at: readonly string[], isInZip: boolean): Promise<void> {
    const shown = shownName(file.shown);
    if (isInZip) return this.#refuse(`${shown} is a zip within a zip, and was not unpacked.`);
    try {
      const bytes = await file.read(limits.zip);
      const zip = await zipFolder(bytes, { shown, entries: limits.entriesEach });
      for (const { shown: path, why } of zip.refused) {
        this.passedOver.push({ path: shownName(path), why });
        this.#refuse(`${shownName(path)} ${why}; it was passed over.`);
      }
      // Called as the archive is, so that it meets no folder that was handed in beside it.
      await this.takeAll(zip.folder, at, true);
      zip.close();
    } catch (error) {
      this.#failed(error, file.shown);
    }
  }

  /** Whatever fails costs this student at most: what the system would not do is our fault. */
  #failed(error: unknown, shown: string): void {
    this.unreadable.push(
      visible(error instanceof UnreadableFile ? error : unreadable(shown, error)),
    );
  }

  #refuse(message: string): void {
    this.unreadable.push(new UnreadableFile(message));
  }
}

/** The same problem, fit to be printed. */
function visible({ message, isOurs }: UnreadableFile): UnreadableFile {
  return new UnreadableFile(shownName(message, 400), isOurs);
}
