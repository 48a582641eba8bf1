// Where the repository is and which workspace packages it holds.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder, absolute. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** An absolute path of something in the repository. */
export function inRoot(...parts) {
  return join(root, ...parts);
}

/** A path as a reader knows it: relative to the root, with slashes. */
export function shown(path) {
  return relative(root, path).split(sep).join("/") || ".";
}

/** A mistake that is told in its one sentence, without a stack trace. */
export class SetupError extends Error {
  name = "SetupError";
}

export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new SetupError(`Cannot read ${shown(path)}: ${cause.message}`, { cause });
  }
}

/** The workspace packages in the order of the root package.json: `{ folder, path, manifest }`. */
export function workspacePackages() {
  return readJson(inRoot("package.json"))
    .workspaces.filter((folder) => existsSync(inRoot(folder, "package.json")))
    .map((folder) => ({
      folder,
      path: inRoot(folder),
      manifest: readJson(inRoot(folder, "package.json")),
    }));
}
