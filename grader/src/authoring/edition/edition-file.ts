import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The file by which an edition is known. */
export const editionFileName = "edition.json";

/** What `edition.json` says. */
export interface EditionFile {
  readonly edition: "learner";
  /** Name and version of the course. */
  readonly course: string;
  /** How many hidden checks each exercise has where it is graded, by slug. */
  readonly hiddenChecks: Readonly<Record<string, number>>;
  /** The stubs as they are handed out, by slug: chapters print these, and never what a learner has made of them. */
  readonly stubs: Readonly<Record<string, string>>;
  /** The fingerprint of every other file that was written: what differs from it is somebody's own. */
  readonly files: Readonly<Record<string, string>>;
}

/** Reads the marker of an edition; undefined where a folder is none. */
export function readEdition(folder: string): EditionFile | undefined {
  let read: Partial<EditionFile> | null;
  try {
    read = JSON.parse(readFileSync(join(folder, editionFileName), "utf8")) as typeof read;
  } catch {
    return undefined;
  }
  const isOurs = read?.edition === "learner" && typeof read.files === "object";
  return isOurs ? (read as EditionFile) : undefined;
}

/** Tells whether a file was changed; git may write its lines with other ends. `setup/edition.mjs` reckons likewise. */
export function fingerprint(bytes: Uint8Array): string {
  const lines = Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n");
  return createHash("sha256").update(lines, "latin1").digest("hex").slice(0, 16);
}
