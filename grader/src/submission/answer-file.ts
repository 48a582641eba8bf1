import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

/** A file of a submission that cannot be taken, with the reason as one sentence. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
  /** Not the student's fault, as far as can be told: the system would not let us. */
  readonly isOurs: boolean;
  /** The one exercise that it may answer, where that can be told from its name. */
  readonly slug: string | undefined;

  constructor(message: string, isOurs = false, slug?: string) {
    super(message);
    this.isOurs = isOurs;
    this.slug = slug;
  }
}

/** Bytes of a source file and of a notebook (with its outputs). */
export const sourceLimit = 100_000;
export const notebookLimit = 20_000_000;

/**
 * Reads a file of a submission: a regular one, inside its folder, with no link on the way to it.
 * Throws `UnreadableFile`.
 */
export function readAnswerFile(root: string, path: string, limit: number = sourceLimit): string {
  const shown = relative(root, path);
  if (!isInside(root, path)) throw new UnreadableFile(`${shown} lies outside of the submission.`);
  try {
    // A link anywhere on the way changes the real path; one at its end is not opened.
    if (realpathSync(path) !== join(realpathSync(root), shown)) {
      throw new UnreadableFile(`${shown} is a link, and links are not followed.`);
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : unreadable(shown, error);
  }
  return readRegularFile(path, shown, limit)
    .toString("utf8")
    .replace(/^\ufeff/, "");
}

/** All bytes of a regular file, at most so many; `shown` is its name for the reader. Throws `UnreadableFile`. */
export function readRegularFile(path: string, shown: string, limit: number): Buffer {
  let file: number | undefined;
  try {
    file = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    const status = fstatSync(file);
    if (!status.isFile()) throw new UnreadableFile(`${shown} is not a regular file.`);
    // A copy made of hard links looks the same as a link to somebody else's file: a person must tell.
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

/** Whether a path names something below a folder, by its name alone. */
export function isInside(root: string, path: string): boolean {
  const way = relative(resolve(root), resolve(path));
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !resolve(path).includes("\0");
}

/** The system would not read something of a submission. */
export function unreadable(shown: string, error: unknown): UnreadableFile {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return new UnreadableFile(`${shown} cannot be read (${code}).`, true);
}
