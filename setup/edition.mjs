// Whether this is a learner edition, and which of its files are still as they were handed out: what learners have
// changed or added is theirs, and no step and no test of the course judges it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "./workspace.mjs";

let read;

/** What edition.json says; undefined in the full course. */
function edition() {
  if (read === undefined) {
    try {
      read = JSON.parse(readFileSync(inRoot("edition.json"), "utf8"));
    } catch {
      read = null;
    }
  }
  return read?.edition === "learner" ? read : undefined;
}

/** Whether this folder is a learner edition: the course without solutions and hidden checks. */
export function isLearnerEdition() {
  return edition() !== undefined;
}

/** Whether a file, by its path from the root, is the course's own; in the full course every file is. */
export function isHandedOut(path) {
  const files = edition()?.files;
  if (files === undefined) return true;
  if (!Object.hasOwn(files, path) || !existsSync(inRoot(path))) return false;
  const lines = readFileSync(inRoot(path), "latin1").replaceAll("\r\n", "\n");
  return createHash("sha256").update(lines, "latin1").digest("hex").slice(0, 16) === files[path];
}
