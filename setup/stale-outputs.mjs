// Removes what was built from a source that is gone: renamed or deleted since. The compiler leaves it there, and it would
// be published and found by imports.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { readJson } from "./workspace.mjs";

/** The outputs of a tsconfig.json whose sources are gone; `bundles`: paths that are made otherwise and stay. */
export function staleOutputs(config, bundles = []) {
  const folder = dirname(config);
  const {
    compilerOptions: { rootDir, outDir } = {},
    references = [],
    exclude = [],
  } = readJson(config);
  if (outDir === undefined) {
    return references.flatMap(({ path }) => staleOutputs(configAt(folder, path), bundles));
  }
  const dist = join(folder, outDir);
  if (rootDir === undefined || !existsSync(dist)) return [];
  // "src/**/*.test.ts": what is compiled no more has no source here either.
  const excluded = exclude.flatMap((pattern) => /\*(\.[\w-]+)\.ts$/.exec(pattern)?.[1] ?? []);
  const hasSource = (name) =>
    existsSync(join(folder, rootDir, `${name}.ts`)) &&
    !excluded.some((ending) => name.endsWith(ending));
  // A module beside its declarations was compiled: nothing else in a `dist` comes in such pairs.
  return readdirSync(dist, { recursive: true })
    .filter((name) => name.endsWith(".d.ts"))
    .map((name) => name.slice(0, -".d.ts".length))
    .filter((name) => existsSync(join(dist, `${name}.js`)))
    .filter((name) => !hasSource(name))
    .flatMap((name) =>
      [".d.ts", ".js", ".d.cts", ".cjs"].map((ending) => join(dist, `${name}${ending}`)),
    )
    .filter((path) => existsSync(path) && !bundles.includes(path));
}

/** Removes them; answers their paths. Two configs may share a `dist`. */
export function removeStaleOutputs(configs, bundles) {
  const stale = new Set(configs.flatMap((config) => staleOutputs(config, bundles)));
  for (const path of stale) rmSync(path, { force: true });
  return [...stale];
}

function configAt(folder, path) {
  return path.endsWith(".json") ? join(folder, path) : join(folder, path, "tsconfig.json");
}
