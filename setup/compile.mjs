// Compiles the workspace with TypeScript 7: `tsc -b` over the references of the root tsconfig.json.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { inRoot, readJson, SetupError, shown } from "./workspace.mjs";

/** The compiler; never `node_modules/.bin/tsc`, which belongs to tslab and is TypeScript 5.0. */
export const compiler = inRoot("node_modules", "typescript", "bin", "tsc");

/** The tsconfig files that the root tsconfig.json refers to and that have something to compile. */
export function projects(only = []) {
  const references = readJson(inRoot("tsconfig.json")).references ?? [];
  return references
    .map(({ path }) => path.replace(/^\.\//, ""))
    .filter((path) => only.length === 0 || only.includes(path.split("/")[0]))
    .map((path) => (path.endsWith(".json") ? inRoot(path) : inRoot(path, "tsconfig.json")))
    .filter((config) => existsSync(config))
    .filter((config) => /[\\/]src[\\/]/.test(config) || existsSync(join(config, "..", "src")));
}

/** Runs the compiler over tsconfig files; throws with the compiler's own report. */
export function compile(configs) {
  if (configs.length === 0) return;
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [compiler, "-b", ...configs.map(shown), "--pretty", String(Boolean(process.stdout.isTTY))],
    { cwd: inRoot(), encoding: "utf8" },
  );
  if (error) throw new SetupError(`Cannot start ${shown(compiler)}: ${error.message}`);
  if (status !== 0) throw new SetupError(`TypeScript found errors:\n${stdout}${stderr}`.trimEnd());
}
