/*
 * `node setup/run.mjs lib/bench/watch.mjs [--rounds N] [--count N] [--json FILE]`: what it costs to watch W1 while it runs. In one
 * process the three take turns, round by round, in an order that moves on: nobody there; a sampler every
 * 100 ms; and the server of `npm run watch-pipeline`, whose events another process reads. Each pair of a round gives a
 * ratio; the median of those is the cost. So it is by the clock, and by the processor time of this process, which a busy
 * machine does not lengthen as much.
 */
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Sampler } from "headgate/live";
import { AnnouncedSystems } from "../watch/dist/announced-systems.js";
import { serve } from "../watch/dist/server.js";
import { Viewers } from "../watch/dist/viewers.js";
import { entries } from "./headgate.mjs";
import { linearChecksum } from "./work.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    count: { type: "string", default: "100000000" },
    json: { type: "string" },
  },
});
const rounds = Number(values.rounds);
const count = Number(values.count);
if (![rounds, count].every((one) => Number.isInteger(one) && one >= 1)) {
  console.error("Expected --rounds and --count to be integers from 1 up");
  process.exit(2);
}
const w1 = entries.W1["headgate 1000/500"];
const announced = Symbol.for("headgate.systems");
const aim = 0.95;

const systems = new AnnouncedSystems(() => viewers.systemsChanged());
const viewers = new Viewers(systems);
const announce = globalThis[announced];
delete globalThis[announced];
const server = await serve(0, { title: "W1", systems, viewers });
const reader = fork(new URL("watch-reader.mjs", import.meta.url), [server.address]);
const replied = () => new Promise((resolve) => reader.once("message", resolve));

/** Runs W1 once; answers events a second, by the clock and by processor time, and how many samples somebody has seen. */
const ways = {
  "nobody there": async () => ({ ...(await timed()), samples: 0 }),
  "a sampler every 100 ms": async () => {
    let samples = 0;
    let sampler;
    globalThis[announced] = (system) => (sampler = new Sampler(system, () => samples++));
    const speed = await timed();
    sampler.stop();
    delete globalThis[announced];
    return { ...speed, samples };
  },
  "a viewer in another process": async () => {
    globalThis[announced] = announce;
    reader.send({ watch: (systems.numbers.at(-1) ?? 0) + 1 });
    await replied();
    const speed = await timed();
    delete globalThis[announced];
    reader.send({ leave: true });
    return { ...speed, samples: await replied() };
  },
};

const names = Object.keys(ways);
const runs = Object.fromEntries(names.map((name) => [name, []]));
for (const name of names) await ways[name]();
for (let round = 0; round < rounds; round++) {
  for (let i = 0; i < names.length; i++) {
    const name = names[(round + i) % names.length];
    runs[name].push(await ways[name]());
  }
}
reader.disconnect();
await server.close();

const [nobody, ...watched] = names;
const rows = names.map((name) => ({ name, ...spread(runs[name].map((run) => run.perSecond)) }));
const ratios = watched.flatMap((name) => {
  const samples = spread(runs[name].map((run) => run.samples)).median;
  return [
    { name, by: "clock", samples, ...ratio(name, "perSecond") },
    { name, by: "processor time", samples, ...ratio(name, "perCpuSecond") },
  ];
});
for (const { name, median, low, high } of rows) {
  const range = `${million(low)} to ${million(high)}`;
  console.log(`${name.padEnd(28)} ${million(median)} million/s  (${range})`);
}
for (const { name, by, samples, median, low, high } of ratios) {
  const verdict = median >= aim ? "reached" : "NOT reached";
  const range = `${low.toFixed(3)} to ${high.toFixed(3)}`;
  const what = `${name} = ${median.toFixed(3)} x ${nobody}, by ${by}`;
  console.log(`${what} (${range}; ${samples} samples a run; aim ${aim}: ${verdict})`);
}
if (values.json !== undefined) {
  const report = { version: 1, node: process.version, rounds, count, rows, ratios };
  writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

async function timed() {
  const started = performance.now();
  const before = process.cpuUsage();
  const sum = await w1(count);
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  const expected = linearChecksum(count);
  // Above 2 ** 53 sums are rounded, the same way in each run but not as the formula is.
  if (Math.abs(sum / expected - 1) > 1e-9)
    throw new Error(`the checksum is ${sum}, not ${expected}`);
  return { perSecond: (count / ms) * 1000, perCpuSecond: (count / (user + system)) * 1e6 };
}

/** The quotients of each round, of one way to that with nobody there. */
function ratio(name, of) {
  return spread(runs[name].map((run, i) => run[of] / runs[nobody][i][of]));
}

function spread(all) {
  const sorted = all.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], low: sorted[0], high: sorted.at(-1) };
}

function million(perSecond) {
  return (perSecond / 1e6).toPrecision(4);
}
