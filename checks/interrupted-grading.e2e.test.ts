// The grading of a class, as it is called, ended at any moment: what was graded stays, and nothing is graded twice.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exercisesIn } from "@headgate/check/node";
import { courseFolder } from "@headgate/grader";
import { afterEach, beforeEach, expect, test } from "vitest";

const script = join(courseFolder, "grader", "dist", "grade.js");
const exercises = exercisesIn(courseFolder);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-interrupted-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every student answers everything, right but for one exercise. */
function makeClass(students: number): void {
  for (let student = 0; student < students; student++) {
    for (const [index, { slug, solution, stub }] of exercises.entries()) {
      const path = join(folder, "class", `student-${student}`, `${slug}.ts`);
      cpSync(student % exercises.length === index ? stub : solution, path, { recursive: true });
    }
  }
}

const args = (out: string): string[] => [script, "class", "--out", out, "--jobs", "1"];

function grade(out: string): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args(out), {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, said: stdout + stderr };
}

function start(out: string): {
  child: ChildProcess;
  said: () => string;
  ended: Promise<number | null>;
} {
  const child = spawn(process.execPath, args(out), {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<number | null>((done) => child.on("close", (code) => done(code)));
  return { child, said: () => said, ended };
}

/** The keys of the whole lines of a journal; none where there is no file. */
function keysIn(out: string): string[] {
  const path = join(folder, out, "journal.jsonl");
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
  return lines.map((line) => (JSON.parse(line) as { key: string }).key);
}

/** Waits for a moment of a run; false when the run ended before. */
async function reached(run: ReturnType<typeof start>, isThere: () => boolean): Promise<boolean> {
  let isOver = false;
  void run.ended.then(() => (isOver = true));
  while (!isOver && !isThere()) await new Promise((later) => setTimeout(later, 2));
  return !isOver;
}

/** The results without the time that each check took. */
function results(out: string): unknown {
  const text = readFileSync(join(folder, out, "results.json"), "utf8");
  return JSON.parse(text, (key, value: unknown) => (key === "ms" ? undefined : value));
}

/** Numbers from 0 up to 1 (a linear congruential generator). */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296;
}

test("a run killed at 20 random points loses no grade and repeats none", async () => {
  makeClass(10);
  expect(grade("undisturbed").code).toBe(0);
  const whole = results("undisturbed");
  const next = chance(7);
  let [kills, round] = [0, 0];
  while (kills < 20 || existsSync(join(folder, `out-${round}`))) {
    const out = `out-${round}`;
    const lines = keysIn(out).length + Math.floor(next() * 4);
    const run = start(out);
    const isLocked = (): boolean => existsSync(join(folder, out, ".lock"));
    // Past 20 it may run to its end.
    const isRunning = await reached(
      run,
      () => kills < 20 && isLocked() && keysIn(out).length >= lines,
    );
    if (isRunning) kills += Number(run.child.kill("SIGKILL"));
    await run.ended;
    const keys = keysIn(out);
    expect(new Set(keys).size).toBe(keys.length);
    if (isRunning) continue;
    expect(results(out)).toEqual(whole);
    expect(keys).toHaveLength(10 * exercises.length);
    expect(readdirSync(join(folder, out)).filter((name) => name.startsWith("."))).toEqual([]);
    round += 1;
  }
  expect(kills).toBe(20);
});

test("a run that is interrupted says how to go on, and lets no second one in beside it", async () => {
  makeClass(6);
  const run = start("out");
  expect(await reached(run, () => keysIn("out").length > 0)).toBe(true);
  const second = grade("out");
  expect(second).toEqual({
    code: 2,
    said: `Process ${run.child.pid} grades into this folder already; wait for it, or end it first.\n`,
  });
  run.child.kill("SIGINT");
  expect(await run.ended).toBe(130);
  const kept = keysIn("out").length;
  expect(run.said()).toContain(
    `${kept} gradings kept: give the same command again and it goes on from here.`,
  );
  expect(existsSync(join(folder, "out", ".lock"))).toBe(false);
  const { code, said } = grade("out");
  expect(code).toBe(0);
  expect(said).toContain(`${kept} of ${6 * exercises.length} gradings came from the journal;`);
});

test("only what has changed is graded again, unless all of it is to be", () => {
  makeClass(2);
  expect(grade("out").code).toBe(0);
  const { slug } = exercises[0]!;
  writeFileSync(join(folder, "class", "student-1", `${slug}.ts`), "// Nothing yet.\n");
  const all = 2 * exercises.length;
  expect(grade("out").said).toContain(
    `${all - 1} of ${all} gradings came from the journal; 1 were done now.`,
  );
  mkdirSync(join(folder, "class", "late"));
  const fresh = spawnSync(process.execPath, [...args("out"), "--fresh"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(fresh.stdout).not.toContain("came from the journal");
});
