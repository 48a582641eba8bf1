// Runs what a package wants done behind its build: the modules it names in its package.json under "headgate", "after".
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { SetupError, shown } from "./workspace.mjs";

/** Runs every "after" module of the packages, each in its own process; throws with what it said when one fails. */
export function runAfter(packages) {
  for (const { folder, path, manifest } of packages) {
    for (const entry of manifest.headgate?.after ?? []) {
      const script = join(path, entry);
      if (!existsSync(script)) {
        throw new SetupError(
          `${folder}/package.json, "headgate": "after" names ${shown(script)}, which the build did not make.`,
        );
      }
      const { status, stderr, error } = spawnSync(process.execPath, [script], { encoding: "utf8" });
      if (error) throw new SetupError(`Cannot run ${shown(script)}: ${error.message}`);
      if (status !== 0)
        throw new SetupError(stderr.trim() || `${shown(script)} ended with exit code ${status}.`);
    }
  }
}
