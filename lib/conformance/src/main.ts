/* `npm run conformance -- [--vectors DIR] [--json FILE]`: runs vectors recorded from GenStage. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { corrected, readExceptions } from "./exceptions.ts";
import { readVectors } from "./read-vectors.ts";
import { runVector } from "./run.ts";

interface Row {
  readonly name: string;
  readonly passed: boolean;
  readonly rule?: string;
  readonly differences: readonly string[];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { vectors: { type: "string" }, json: { type: "string" } },
  });
  const own = fileURLToPath(new URL("../vectors", import.meta.url));
  const vectors = readVectors(values.vectors ?? own);
  const exceptions = readExceptions();
  const rows: Row[] = [];
  for (const vector of vectors) {
    const exception = exceptions.get(vector.name);
    const differences = await runVector(corrected(vector, exception));
    const rule = exception === undefined ? {} : { rule: exception.rule };
    rows.push({ name: vector.name, passed: differences.length === 0, ...rule, differences });
  }
  for (const { name, differences } of rows) {
    for (const difference of differences) console.log(`${name}: ${difference}`);
  }
  const excepted = rows.filter((row) => row.rule !== undefined);
  for (const { name, rule } of excepted) {
    console.log(`${name}: GenStage's recording shows ${rule}; compared with what is right instead`);
  }
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify({ version: 1, vectors: rows }, undefined, 2)}\n`);
  }
  const passed = rows.filter((row) => row.passed).length;
  console.log(`${passed} passed, ${rows.length - passed} failed`);
  return passed === rows.length ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
