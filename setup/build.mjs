// `npm run build [folder ...]`: compiles every workspace package, then makes the bundles that packages declare.
//
// Types and ES modules come from `tsc -b` over the references of the root tsconfig.json. A package says in its own
// package.json what else is made from its sources; both maps go from an output to what it is made from:
//
//   "headgate": {
//     "cjs":     { "dist/index.cjs": "src/index.ts" },
//     "bundles": { "dist/worker.js": { "entry": "src/worker.ts", "minify": true } }
//   }
//
// "cjs"      CommonJS for `require` in a notebook's cell (Node 20, not minified). Workspace packages and Node's own
//            modules stay outside; any other npm package is put in. `import.meta.url` works. A list of entries will do:
//            ["src/index.ts"] makes dist/index.cjs. Where `exports` names a `.d.cts` for it, that is made too.
// "bundles"  one self-contained file each, an ES module for the page unless told otherwise. An entry may be a string,
//            or { entry, platform: "browser" | "node", format: "esm" | "iife" | "cjs", minify, sourcemap, external,
//            define } as esbuild understands them. Workspace packages are taken from their sources. With asText the
//            script becomes the text that a CommonJS module exports, to be put into a `<script>`. `packageVersion` in
//            an entry is the package's version.
//
// "after"    modules of the package's dist, run one by one when everything is compiled and bundled; each sees for
//            itself whether there is anything to do: ["dist/node/build-exercises.js"].
//
// A package without `src` is passed over. Nothing is made twice: a second run only compares times of change. What was
// made from a source that is gone is removed.
import "./node-version.mjs";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runAfter } from "./after.mjs";
import { declaredBundles, makeBundles } from "./bundles.mjs";
import { runCommand } from "./command.mjs";
import { compile, projects } from "./compile.mjs";
import { writeCommonJsDeclarations } from "./declarations.mjs";
import { ensurePackages, missingPackages } from "./npm.mjs";
import { seconds, step } from "./progress.mjs";
import { removeStaleOutputs } from "./stale-outputs.mjs";
import { SetupError, shown, workspacePackages } from "./workspace.mjs";

/** Builds the packages in the named folders, or all; answers the paths of the bundles it made. */
export async function buildWorkspace(folders = []) {
  const packages = workspacePackages();
  const unknown = folders.find((folder) => !packages.some((it) => it.folder === folder));
  if (unknown !== undefined) {
    throw new SetupError(
      `No workspace package in "${unknown}"; there are ${packages.map((it) => it.folder).join(", ")}.`,
    );
  }
  const names = packages.map((it) => it.manifest.name);
  const wanted = packages
    .filter((it) => folders.length === 0 || folders.includes(it.folder))
    .filter((it) => existsSync(join(it.path, "src")));
  const bundles = wanted.flatMap((it) => declaredBundles(it, names));
  // A package that does not compile keeps no other from being bundled: every mistake is told at once.
  const failures = [];
  const collect = (error) => {
    if (!(error instanceof SetupError)) throw error;
    failures.push(error.message);
  };
  const configs = projects(folders);
  try {
    compile(configs);
    // Only behind a compilation that knows that they are gone: a source that comes back is compiled again then.
    removeStaleOutputs(
      configs,
      bundles.map(({ output }) => output),
    );
    for (const one of wanted) writeCommonJsDeclarations(one);
  } catch (error) {
    collect(error);
  }
  const made = await makeBundles(bundles).catch(collect);
  if (failures.length > 0) throw new SetupError(failures.join("\n"));
  runAfter(wanted);
  return made;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runCommand(async (folders) => {
    if (missingPackages() !== undefined) await step("npm packages", ensurePackages);
    const since = performance.now();
    const made = await buildWorkspace(folders);
    const what = made.length === 0 ? "no bundle changed" : `made ${made.map(shown).join(", ")}`;
    console.log(`Built in ${seconds(since)}: ${what}.`);
  });
}
