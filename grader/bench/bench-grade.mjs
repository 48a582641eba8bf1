/*
 * `npm run bench:grade -- [--students 200] [--exercises 12] [--seed 1] [--jobs N] [--course FOLDER]`: how long the grading
 * of a class takes. The class is made anew in the clone's `.cache`, and removed. Each figure comes from a process of its own.
 */
import { availableParallelism } from "node:os";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { addHanging, changeSome, changeStudents, makeClass, makeCourse } from "./make-class.mjs";
import { calibrate, run } from "./measure.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const command = join(root, "grader", "dist", "grade.js");

const { values } = read({
  options: {
    students: { type: "string", default: "200" },
    exercises: { type: "string", default: "12" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string" },
    course: { type: "string", default: root },
  },
});
const students = wholeNumber("students");
const count = wholeNumber("exercises");
const seed = wholeNumber("seed");

/** What was typed; a wrong call gets one sentence. */
function read(expected) {
  try {
    return parseArgs(expected);
  } catch (error) {
    console.error(
      `${error.message.split(". ")[0]}. Usage: npm run bench:grade -- [--students N] [--exercises N] [--seed N] [--jobs N] [--course FOLDER]`,
    );
    process.exit(2);
  }
}

/** What is to be reached with 200 students, 12 exercises and two processors. */
const aims = { cold: 40, regrade: 5, memory: 600, hanging: 5 };

mkdirSync(join(root, ".cache"), { recursive: true });
const folder = mkdtempSync(join(root, ".cache", "bench-grade-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const course = join(folder, "course");
const exercises = makeCourse(values.course, course, count);
const calibration = calibrate();
console.log(
  `${students} students x ${count} exercises, ${availableParallelism()} processors, Node ${process.version}`,
);
console.log(`A fixed piece of work takes ${calibration.toFixed(0)} ms here.\n`);

const all = join(folder, "class");
makeClass(exercises, all, students, seed);
const cold = await grade(all, "out");
row("cold", cold, aims.cold);
row("warm, nothing changed", await grade(all, "out"));
const again = changeStudents(all, 0.05);
row(`regrade, ${again} answers of few students`, await grade(all, "out"), aims.regrade);
const changed = changeSome(all, 0.05, seed);
row(`regrade, ${changed} answers of many students`, await grade(all, "out"), aims.regrade);
console.log(
  `  ${"memory of all processes".padEnd(34)} ${mb(cold.peakMb)}  (aim ${aims.memory} MB)`,
);
await hanging();

/** A smaller class will do: what is looked for is a difference. */
async function hanging() {
  const few = join(folder, "few");
  makeClass(exercises, few, Math.max(2, Math.ceil(students / 4)), seed);
  const without = await grade(few, "out-without");
  addHanging(exercises, few);
  const withOne = await grade(few, "out-with");
  const cost = withOne.seconds - without.seconds;
  console.log(
    `  ${"one answer that never ends costs".padEnd(34)} ${cost.toFixed(1).padStart(7)} s   (aim ${aims.hanging} s; ${withOne.seconds.toFixed(1)} s and ${without.seconds.toFixed(1)} s)`,
  );
}

async function grade(input, out) {
  const jobs = values.jobs === undefined ? [] : ["--jobs", values.jobs];
  const args = [
    command,
    input,
    "--out",
    join(folder, out),
    "--course",
    course,
    "--seed",
    String(seed),
    ...jobs,
  ];
  const result = await run(args, folder);
  if (result.code === 0) return result;
  console.error(`The grading failed with exit code ${result.code}:\n${result.said}`);
  process.exit(1);
}

function row(name, { seconds, peakMb }, aim) {
  const wanted = aim === undefined ? "" : `  (aim ${aim} s)`;
  console.log(`  ${name.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s   ${mb(peakMb)}${wanted}`);
}

function mb(megabytes) {
  return megabytes === undefined ? "" : `${megabytes.toFixed(0).padStart(5)} MB`;
}

function wholeNumber(name) {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 1) return number;
  console.error(`Expected --${name} to be an integer from 1 up, got ${values[name]}`);
  process.exit(2);
}
