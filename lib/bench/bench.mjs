/*
 * `npm run bench -- [--json FILE] [--work W1,W4] [--rounds N]`: headgate beside its peers. Each figure
 * comes from a fresh process, which has done the whole work for a second before; the contestants of a
 * work take turns, round by round, so that a busy machine is busy for all; medians, spreads and ratios
 * are printed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Contestants: [module, name, events in a run]. The first of a work is headgate. */
const works = {
  W1: [
    ["headgate.mjs", "headgate 1000/500", 4e7],
    ["headgate.mjs", "headgate 10/5", 1e7],
    ["direct.mjs", "limit: one loop, arrays of 500", 4e7],
    ["direct.mjs", "the same, handlers not inlined", 4e7],
    ["node-streams.mjs", "Node streams, object mode", 2e6],
    ["node-streams.mjs", "Node streams, arrays of 500 by hand", 1e7],
    ["other-streams.mjs", "Web streams", 5e4],
    ["other-streams.mjs", "streamx", 1e6],
    ["other-streams.mjs", "RxJS (no back-pressure)", 4e6],
    ["other-streams.mjs", "IxJS", 3e5],
    ["other-streams.mjs", "Effect Stream, in chunks", 2e6],
    ["other-streams.mjs", "streaming-iterables", 5e5],
    ["other-streams.mjs", "async generators", 5e5],
  ],
  W3: [
    ["headgate.mjs", "headgate 1/0", 3e6],
    ["node-streams.mjs", "Node streams, object mode", 2e6],
  ],
  W4: [
    ["headgate.mjs", "headgate", 2e7],
    ["node-streams.mjs", "Node streams, object mode", 4e6],
    ["other-streams.mjs", "async generators, four queues", 5e5],
  ],
  W5: [
    ["headgate.mjs", "headgate", 2e7],
    ["node-streams.mjs", "Node streams, object mode", 1e6],
  ],
  W6: [
    ["headgate.mjs", "headgate", 2e6],
    ["pools.mjs", "p-map", 1e6],
    ["pools.mjs", "p-queue", 2e5],
    ["pools.mjs", "streaming-iterables transform", 5e5],
  ],
  W7: [
    ["headgate.mjs", "headgate", 2e4],
    ["direct.mjs", "limit: 100 hand-made workers", 2e4],
    ["pools.mjs", "p-map", 2e4],
    ["pools.mjs", "p-queue", 2e4],
    ["pools.mjs", "streaming-iterables transform", 2e4],
  ],
  W8: [
    ["threads.mjs", "headgate/workers, 2 threads", 4e3],
    ["threads.mjs", "headgate/workers, 1 thread", 4e3],
    ["threads.mjs", "the same handler in one thread", 4e3],
    ["threads.mjs", "Piscina by hand, 2 threads", 4e3],
  ],
};

/** The works in words. */
const titles = {
  W1: "four stages in a row",
  W3: "the same, one event at a time",
  W4: "one source to four consumers, by hash",
  W5: "one source to four consumers, all to each",
  W6: "a child per event, 50 at once",
  W7: "a child per event that waits 1 ms, 100 at once",
  W8: "work for the processor, two threads",
};

/** What is to be reached: [work, contestant, at least, times this one]. */
const aims = [
  ["W1", "headgate 1000/500", 0.85, "limit: one loop, arrays of 500"],
  ["W1", "headgate 1000/500", 12, "Node streams, object mode"],
  ["W1", "headgate 10/5", 4, "Node streams, object mode"],
  ["W3", "headgate 1/0", 1.2, "Node streams, object mode"],
  ["W4", "headgate", 4, "Node streams, object mode"],
  ["W5", "headgate", 20, "Node streams, object mode"],
  ["W6", "headgate", 2, "p-map"],
  ["W7", "headgate", 0.97, "limit: 100 hand-made workers"],
  ["W8", "headgate/workers, 2 threads", 1.7, "the same handler in one thread"],
  ["W8", "headgate/workers, 2 threads", 0.95, "Piscina by hand, 2 threads"],
];

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    work: { type: "string" },
    rounds: { type: "string", default: "5" },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`Expected --rounds to be an integer from 1 up, got ${values.rounds}`);
  process.exit(2);
}
const chosen = values.work?.split(",") ?? [...Object.keys(works), "M1"];
for (const work of chosen) {
  if (work in works || work === "M1") continue;
  console.error(`There is no work ${work}; there are ${Object.keys(works).join(", ")}, M1`);
  process.exit(2);
}

install();
const results = {};
for (const work of chosen.filter((one) => one !== "M1")) results[work] = measure(work);
const reached = aims
  .filter(([work]) => results[work] !== undefined)
  .map(([work, name, atLeast, than]) => {
    const ratio = medianOf(work, name) / medianOf(work, than);
    return { work, name, than, atLeast, ratio, reached: ratio >= atLeast };
  });
for (const aim of reached) {
  const verdict = aim.reached ? "reached" : "NOT reached";
  const ratio = aim.ratio.toFixed(2);
  console.log(`${aim.work}  ${aim.name} = ${ratio} x ${aim.than} (aim ${aim.atLeast}: ${verdict})`);
}
const memory = chosen.includes("M1") ? measureMemory() : undefined;
if (values.json !== undefined) {
  const report = {
    version: 1,
    node: process.version,
    rounds,
    titles,
    results,
    aims: reached,
    memory,
  };
  writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

function install() {
  if (existsSync(`${here}node_modules/effect`)) return;
  console.log("Installing the peers into lib/bench/node_modules, once …");
  execFileSync("npm", ["ci", "--silent"], { cwd: here, stdio: "inherit" });
}

function measure(work) {
  console.log(`\n${work}`);
  const samples = new Map(works[work].map(([, name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [module, name, count] of works[work]) {
      samples.get(name).push(runOne(module, work, name, count).perSecond);
    }
  }
  const rows = [...samples].map(([name, all]) => ({ name, ...spread(all) }));
  for (const { name, median, low, high } of rows) {
    const range = `${millions(low)} to ${millions(high)}`;
    console.log(`  ${name.padEnd(38)} ${millions(median).padStart(8)} million/s  (${range})`);
  }
  return rows;
}

function measureMemory() {
  const retained = [5e5, 5e6].map((count) => ({
    count,
    retainedMb: runOne("headgate.mjs", "M1", "headgate", count, ["--expose-gc"]).retainedMb,
  }));
  console.log("\nM1  retained heap of a fast producer before a consumer 100 times slower");
  for (const { count, retainedMb } of retained) {
    console.log(`  ${String(count).padStart(9)} events: ${retainedMb.toFixed(2)} MB`);
  }
  return retained;
}

function runOne(module, work, name, count, flags = []) {
  const args = [...flags, `${here}run-one.mjs`, module, work, name, String(count)];
  const child = spawnSync(process.execPath, args, { encoding: "utf8", cwd: here });
  if (child.status === 0) return JSON.parse(child.stdout);
  console.error(`${work} ${name} failed:\n${child.stderr}`);
  process.exit(1);
}

function spread(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], low: sorted[0], high: sorted.at(-1) };
}

function medianOf(work, name) {
  return results[work].find((row) => row.name === name).median;
}

function millions(perSecond) {
  return (perSecond / 1e6).toPrecision(3);
}
