import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isHandedOut } from "../setup/edition.mjs";

/** A text file of the repository, its path from the root with forward slashes. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL("..", import.meta.url));
/** What is installed, built or kept beside the sources. */
const passedOver =
  /^(node_modules|dist|dist-.*|OUT|\.git|\.venv|\.cache|\.headgate|\.ipynb_checkpoints)$/;
const textual = /(\.(ts|mjs|js|json|md|css|html|svg|py|yaml|ipynb|txt|ndjson)|^LICENSE|^\.\w+)$/;

/**
 * Every text file of the repository, or of some of its folders, that is written by hand or committed; in a learner edition
 * none that a learner has changed or added.
 */
export function repositoryFiles(...folders: string[]): RepositoryFile[] {
  const found: RepositoryFile[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (passedOver.test(entry.name) || entry.name.endsWith(".tsbuildinfo")) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile() && textual.test(entry.name) && isHandedOut(path)) {
        found.push({ path, text: readFileSync(join(root, path), "utf8") });
      }
    }
  };
  for (const folder of folders.length === 0 ? [""] : folders) visit(folder);
  return found;
}
