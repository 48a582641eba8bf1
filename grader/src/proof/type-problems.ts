import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** What the compiler says of stubs, solutions, wrong answers and check files. */
export function typeProblems(
  root: string,
  folders: readonly string[] = ["exercises", "solutions"],
): string[] {
  return folders.flatMap((folder) => {
    const config = join(root, folder, "tsconfig.json");
    if (!existsSync(config)) return [`${folder}/tsconfig.json is missing.`];
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    const args = [compiler, "--noEmit", "--pretty", "false", "-p", config];
    const { status, stdout, error } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: "utf8",
    });
    if (error) return [`The compiler does not start: ${error.message}`];
    return status === 0 ? [] : stdout.trim().split("\n");
  });
}
