import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";

/**
 * A stub as it was handed out: as git keeps it, for whoever grades may have solved the exercise in the
 * same clone; where the course is no git clone, the file as it stands.
 */
export function handedOut(path: string): string {
  const { status, stdout } = spawnSync("git", ["show", `HEAD:./${basename(path)}`], {
    cwd: dirname(path),
    encoding: "utf8",
  });
  return status === 0 ? stdout : readFileSync(path, "utf8");
}
