// Rewrites src/week-columns.ts from data/usgs-week-2018-02-07.ndjson:
// `node setup/build.mjs && node quakes/dist/generate.js`. A test compares the two.
import { readFileSync, writeFileSync } from "node:fs";
import { encode } from "./columns.ts";
import type { Quake } from "./quake.ts";

const source = new URL("../data/usgs-week-2018-02-07.ndjson", import.meta.url);
const target = new URL("../src/week-columns.ts", import.meta.url);

/** The quakes of the recorded feed, one JSON object a line. */
export function readRecorded(): Quake[] {
  const lines = readFileSync(source, "utf8").trimEnd().split("\n");
  return lines.map((line): Quake => JSON.parse(line));
}

/** The text of week-columns.ts for these quakes. */
export function printColumns(quakes: readonly Quake[]): string {
  const lines = Object.entries(encode(quakes)).map(
    ([name, values]) => `  ${name}: ${JSON.stringify(values)},\n`,
  );
  return (
    "// Generated from data/usgs-week-2018-02-07.ndjson by src/generate.ts; do not edit.\n" +
    'import type { Columns } from "./columns.ts";\n\n' +
    "// oxfmt-ignore\n" +
    `export const columns: Columns = {\n${lines.join("")}};\n`
  );
}

if (process.argv[1]?.endsWith("generate.js")) {
  writeFileSync(target, printColumns(readRecorded()));
  console.log("Wrote quakes/src/week-columns.ts");
}
