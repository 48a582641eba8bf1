// Makes the files that a package declares in its package.json under "headgate" (see build.mjs), each only when
// one of the sources it was made from has changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { inRoot, root, SetupError, shown } from "./workspace.mjs";

const recordPath = inRoot(".cache", "build.json");
const bundleOptions = [
  "entry",
  "platform",
  "format",
  "minify",
  "sourcemap",
  "external",
  "define",
  "asText",
];

/** Every bundle of a package: `{ entry, output, options }` with esbuild's options. */
export function declaredBundles({ folder, path, manifest }, workspaceNames) {
  const { cjs = {}, bundles = {}, after: _, ...unknown } = manifest.headgate ?? {};
  const where = `${folder}/package.json, "headgate"`;
  for (const key of Object.keys(unknown)) {
    throw new SetupError(`${where}: expected only "cjs", "bundles" and "after", got "${key}".`);
  }
  if (Array.isArray(bundles)) {
    throw new SetupError(
      `${where}: expected "bundles" to map an output to its entry, as in { "dist/worker.js": "src/worker.ts" }.`,
    );
  }
  const required = Array.isArray(cjs)
    ? Object.fromEntries(
        cjs.map((entry) => [entry.replace(/^src\//, "dist/").replace(/\.ts$/, ".cjs"), entry]),
      )
    : cjs;
  return [
    ...Object.entries(required).map(([output, entry]) => ({
      entry: join(path, entry),
      output: join(path, output),
      options: cjsOptions(workspaceNames),
    })),
    ...Object.entries(bundles).map(([output, declared]) => {
      const { entry, ...options } = typeof declared === "string" ? { entry: declared } : declared;
      if (typeof entry !== "string")
        throw new SetupError(`${where}: "${output}" names no "entry".`);
      const wrong = Object.keys(options).find((key) => !bundleOptions.includes(key));
      if (wrong)
        throw new SetupError(
          `${where}: "${output}" has the unknown option "${wrong}"; known are ${bundleOptions.join(", ")}.`,
        );
      return {
        entry: join(path, entry),
        output: join(path, output),
        options: pageOptions(options, manifest),
      };
    }),
  ];
}

/** CommonJS for `require` in a notebook's cell: other workspace packages stay outside, so that each is loaded once. */
function cjsOptions(workspaceNames) {
  return {
    format: "cjs",
    platform: "node",
    target: "node20",
    external: workspaceNames.flatMap((name) => [name, `${name}/*`]),
    define: { "import.meta.url": "importMetaUrl" },
    banner: {
      js: `"use strict"; const importMetaUrl = require("node:url").pathToFileURL(__filename).href;`,
    },
    conditions: ["headgate-source", "module"],
  };
}

/** By default an ES module for the page with everything in it, made from the packages' sources. */
function pageOptions({ platform = "browser", format = "esm", define = {}, ...rest }, manifest) {
  return {
    platform,
    format,
    target: platform === "node" ? "node20" : "es2022",
    conditions: ["headgate-source", "module"],
    define: { packageVersion: JSON.stringify(manifest.version ?? ""), ...define },
    ...rest,
  };
}

/** A script as the text of a CommonJS module; the text may stand within a `<script>` of an HTML page. */
export function textModule(script) {
  // Neither can stand in code but within a string, a template or a regular expression, where both escapes hold.
  const inHtml = script
    .trim()
    .replaceAll(/<\/(?=script)/gi, "<\\/")
    .replaceAll("<!--", "\\x3C!--");
  return `module.exports = ${JSON.stringify(inHtml)};\n`;
}

/** Makes what is out of date; answers the outputs it made, or throws every failure behind the last bundle. */
export async function makeBundles(bundles) {
  const record = existsSync(recordPath) ? JSON.parse(readFileSync(recordPath, "utf8")) : {};
  const stale = bundles.filter((bundle) => !isFresh(bundle, record[shown(bundle.output)]));
  if (stale.length === 0) return [];
  const { build, version } = await import("esbuild");
  const failures = [];
  for (const bundle of stale) {
    const { entry, output } = bundle;
    const { asText, ...options } = bundle.options;
    const result = await build({
      ...options,
      entryPoints: [entry],
      outfile: output,
      bundle: true,
      metafile: true,
      write: false,
      absWorkingDir: root,
      logLevel: "silent",
    }).catch((error) => {
      const { text, location } = error.errors?.[0] ?? { text: error.message };
      const at = location ? ` (${location.file}:${location.line})` : "";
      failures.push(`Cannot bundle ${shown(entry)} into ${shown(output)}: ${text}${at}`);
    });
    if (!result) continue;
    for (const { path, text, contents } of result.outputFiles) {
      writeWhole(path, asText && path === output ? textModule(text) : contents);
    }
    const inputs = Object.keys(result.metafile.inputs).map((path) => [
      path,
      stamp(resolve(root, path)),
    ]);
    record[shown(output)] = {
      options: optionsHash(bundle),
      esbuild: version,
      output: stamp(output),
      inputs,
    };
  }
  writeWhole(recordPath, JSON.stringify(record));
  if (failures.length > 0) throw new SetupError(failures.join("\n"));
  return stale.map(({ output }) => output);
}

function isFresh(bundle, made) {
  return (
    made !== undefined &&
    made.options === optionsHash(bundle) &&
    made.output === stamp(bundle.output) &&
    made.inputs.every(([path, then]) => then === stamp(resolve(root, path)))
  );
}

function stamp(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size}` : "none";
}

function optionsHash({ entry, options }) {
  return createHash("sha256")
    .update(JSON.stringify([shown(entry), options]))
    .digest("hex")
    .slice(0, 16);
}

/** Writes a file so that nobody ever reads half of it. */
function writeWhole(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, contents);
  renameSync(draft, path);
}
