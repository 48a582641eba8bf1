/*
 * `node grader/bench/watch.mjs [SLUG] [--saves N]`: how long a learner waits from a save to the verdict on the screen. A watch
 * runs in this process on a copy of the exercises, behind a terminal that keeps what is written to it; the answer is
 * saved again and again, wrong and right by turns, each time in another way that editors have. Medians in ms.
 */
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { values, positionals } = parseArgs({
  options: { saves: { type: "string", default: "30" } },
  allowPositionals: true,
});
const saves = Number(values.saves);
const slug = positionals[0] ?? "counter";

const { exercisesIn, findExercise } = await import("@headgate/check/node");
const { checkModules, ownYard } = await dist("index.js");
const { watchExercises } = await dist("learner/watch.js");

const course = mkdtempSync(join(tmpdir(), "headgate-bench-watch-"));
for (const folder of ["exercises", "solutions"])
  cpSync(join(root, folder), join(course, folder), { recursive: true });
// So that TypeScript runs behind each verdict, as it does for a learner.
symlinkSync(join(root, "node_modules"), join(course, "node_modules"), "junction");
process.on("exit", () => rmSync(course, { recursive: true, force: true }));

const exercises = exercisesIn(course);
const { stub: path, solution } = findExercise(exercises, slug);
const texts = [readFileSync(solution, "utf8"), readFileSync(path, "utf8")];

/** Every way gives the file a text that it did not have before. */
const ways = [
  (text) => writeFileSync(path, text),
  (text) => {
    writeFileSync(`${path}~`, text);
    renameSync(`${path}~`, path);
  },
  (text) => {
    rmSync(path);
    writeFileSync(path, text);
  },
];

const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {} });
let printedAt = 0;
const output = Object.assign(
  new Writable({
    write(_chunk, _encoding, done) {
      printedAt = performance.now();
      done();
    },
  }),
  { isTTY: true, columns: 80, rows: 24 },
);

let told = () => {};
const over = watchExercises({
  root: course,
  exercises,
  slug,
  yard: ownYard({ heapMb: 256 }),
  modules: checkModules,
  timeLimitMs: 5000,
  input,
  output,
  onTimes: (times) => told({ ...times, printedAt }),
});

const nextVerdict = () => new Promise((resolve) => (told = resolve));
await nextVerdict();
await sleep(1500); // The notes on types, the survey of the other exercises, and a warm jail.

const rows = [];
for (let save = 0; save < saves; save += 1) {
  const verdict = nextVerdict();
  const savedAt = performance.now();
  ways[save % ways.length](`${texts[save % 2]}// ${save}\n`);
  const { noticedAt, printedAt, bundlingMs, jailMs, checksMs } = await verdict;
  const all = printedAt - savedAt;
  const noticing = noticedAt - savedAt;
  rows.push({
    all,
    noticing,
    bundling: bundlingMs,
    jail: jailMs,
    checks: checksMs,
    printing: all - noticing - bundlingMs - jailMs - checksMs,
  });
  await sleep(300);
}
input.write("q");
await over;

const at = (name, share) =>
  rows.map((row) => row[name]).toSorted((a, b) => a - b)[
    Math.min(rows.length - 1, Math.floor(rows.length * share))
  ];
console.log(
  `${slug}, ${saves} saves, Node ${process.versions.node}: from the save to the verdict on the screen, in ms`,
);
for (const name of ["noticing", "bundling", "jail", "checks", "printing", "all"]) {
  const share = name === "all" ? "" : `${Math.round((at(name, 0.5) / at("all", 0.5)) * 100)} %`;
  console.log(
    `  ${name.padEnd(10)} ${at(name, 0.5).toFixed(1).padStart(7)}  ${share.padStart(5)}   slowest ${at(name, 1).toFixed(1)}`,
  );
}
