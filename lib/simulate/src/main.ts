/* `npm run simulate`: random systems on virtual time, checked against the laws of the protocol. */
import { writeFileSync } from "node:fs";
import { readOptions, usage } from "./options.ts";
import { featureLines, simulate, type Summary } from "./simulate.ts";

let running = 0;

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    console.log(usage);
    return 0;
  }
  const { from, seeds, json } = options;
  if (json !== undefined) makeFile(json);
  const since = performance.now();
  let shownAt = -Infinity;
  const summary = await simulate(from, seeds, (seed, failed) => {
    running = seed;
    if (!process.stdout.isTTY || performance.now() - shownAt < 100) return;
    shownAt = performance.now();
    process.stdout.write(`\r${seed - from} of ${seeds} seeds, ${failed} failed `);
  });
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(plain(summary), undefined, 2)}\n`);
  print(summary, performance.now() - since);
  return summary.failures.length === 0 ? 0 : 1;
}

/** Finds out before the run whether there is a place for its results. */
function makeFile(path: string): void {
  try {
    writeFileSync(path, "");
  } catch (error) {
    const why = (error as Error).message;
    throw new RangeError(`Expected \`--json\` to name a file that can be written: ${why}`);
  }
}

function print({ seeds, failures, features }: Summary, ms: number): void {
  for (const { report } of failures) if (report !== undefined) console.log(`${report}\n`);
  for (const { seed, law, what, report } of failures) {
    if (report === undefined) console.log(`Seed ${seed} breaks ${law}: ${what}`);
  }
  console.log(seeds === 1 ? "What occurred:" : `What occurred, and in how many of ${seeds} runs:`);
  for (const line of featureLines(features)) console.log(line);
  const passed = seeds - failures.length;
  const what = `${passed} seed${passed === 1 ? "" : "s"} passed, ${failures.length} failed`;
  console.log(`${what}, in ${(ms / 1000).toFixed(1)} s`);
}

function plain({ from, seeds, failures, features }: Summary): object {
  const failed = failures.map(({ report: _report, ...failure }) => failure);
  const passed = seeds - failures.length;
  return { version: 1, from, seeds, passed, failed, features: Object.fromEntries(features) };
}

// What no stage has caught ends the program, and would not say which seed it was.
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    console.error(`\nSeed ${running} fails with an error that no stage has caught:`, error);
    console.error(`It replays with: npm run simulate -- --seed ${running}`);
    process.exit(1);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof RangeError ? error.message : error);
  process.exitCode = 2;
}
