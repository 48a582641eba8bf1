// `npm run api`: prints lib/api.md and lib/docs/reference from the built declarations, and writes the sizes of what was
// built into lib/README.md and README.md. `npm run api -- --check` only tells what would change.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtEntryPoints } from "./entry-points.ts";
import { differences, printReference, stalePages } from "./reference.ts";
import { measure, measuredImports, withSizes, withSizesTold } from "./sizes.ts";

const libFolder = fileURLToPath(new URL("../..", import.meta.url));
const printed = new Map(await printReference(libFolder));
const sizes = await measure(libFolder, measuredImports(builtEntryPoints(libFolder)));
for (const [path, write] of [
  ["README.md", withSizes],
  ["../README.md", withSizesTold],
] as const) {
  printed.set(path, write(readFileSync(join(libFolder, path), "utf8"), sizes));
}

const changed = differences(printed, libFolder);
const isCheck = process.argv.includes("--check");
if (!isCheck) {
  for (const path of stalePages(printed, libFolder)) rmSync(join(libFolder, path));
  for (const [path, text] of printed) {
    mkdirSync(dirname(join(libFolder, path)), { recursive: true });
    writeFileSync(join(libFolder, path), text);
  }
}
for (const line of changed) console.log(`lib/${line}`.replace("lib/../", ""));
for (const [what, kB] of sizes) console.log(`${kB.toFixed(1).padStart(6)} kB  ${what}`);
const what = changed.length === 0 ? "nothing changed" : `${changed.length} changed`;
const advice = isCheck && changed.length > 0 ? " Run `npm run api`." : "";
console.log(`${printed.size} pages, ${what}.${advice}`);
if (isCheck && changed.length > 0) process.exitCode = 1;
