// Every exercise holds what it promises: what `npm run exercises -- --check` proves, and that one check file says the
// same in vitest, in this process and behind a wall.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localHost, runExercise, type Report } from "@headgate/check/engine";
import { exercisesIn, loadExercise, type ExerciseSource } from "@headgate/check/node";
import {
  bundleJail,
  checkAnswer,
  checkModules,
  courseFolder,
  leakProblems,
  mutantProblems,
  ownYard,
  proveExercise,
  treeProblems,
  typeProblems,
  wrongAnswers,
  type JailYard,
} from "@headgate/grader";
import * as quakes from "@headgate/quakes";
import * as headgate from "headgate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const exercises = exercisesIn(courseFolder);
const folder = mkdtempSync(join(tmpdir(), "headgate-exercises-"));
let yard: JailYard;
beforeAll(async () => {
  const script = join(folder, "jail.cjs");
  await bundleJail(script);
  yard = ownYard({ heapMb: 256 }, script);
});
afterAll(() => {
  yard.close();
  rmSync(folder, { recursive: true, force: true });
});

test("there are exercises", () => {
  expect(exercises.length).toBeGreaterThanOrEqual(7);
});

test("the trees of exercises and solutions agree, with front matter and chapters", () => {
  expect(treeProblems(courseFolder, exercises)).toEqual([]);
});

test("nothing hidden stands in what learners get to see", async () => {
  expect(await leakProblems(courseFolder, exercises)).toEqual([]);
});

test("stubs, solutions, wrong answers and check files type-check", () => {
  expect(typeProblems(courseFolder)).toEqual([]);
});

describe.each(exercises)("$folder", (source) => {
  const reports = new Map<string, Report>();

  test(
    "fails as handed out, is solved by its solution, and catches every wrong answer",
    { timeout: 60_000 },
    async () => {
      const keep = (answer: string, seed: number, report: Report): void => {
        if (seed === 1) reports.set(answer, report);
      };
      expect(await proveExercise(source, yard, keep)).toEqual([]);
    },
  );

  test("notices every small change of its solution", { timeout: 60_000 }, async () => {
    const { problems, caught, tried } = await mutantProblems(source, yard);
    expect(problems).toEqual([]);
    expect(tried).toBeGreaterThan(5);
    expect(caught).toBe(tried);
  });

  test("says the same in this process as behind a wall", { timeout: 60_000 }, async () => {
    expect(reports.size).toBe(wrongAnswers(source).answers.length + 2);
    for (const [answer, jailed] of reports) {
      // An endless loop cannot be stopped in this process.
      if (jailed.checks.some(({ verdict }) => verdict === "time" || verdict === "memory")) continue;
      expect(told(await inThisProcess(source, answer)), answer).toEqual(told(jailed));
    }
  });
});

async function inThisProcess(source: ExerciseSource, answer: string): Promise<Report> {
  const exports: unknown = await import(answer);
  const host = localHost({ exports, lib: { ...headgate, ...quakes } });
  const exercise = await loadExercise(source, checkModules);
  return runExercise({ exercise, host, modules: checkModules, hidden: true, trusted: true });
}

/** A report without what depends on the hour. */
function told({ points, checks }: Report): unknown {
  return { points, checks: checks.map((check) => ({ ...check, ms: 0, console: "" })) };
}

test("vitest itself says the same of every stub", { timeout: 60_000 }, async () => {
  const cli = join(courseFolder, "node_modules", "vitest", "vitest.mjs");
  const args = [
    cli,
    "run",
    "--config",
    join(courseFolder, "exercises", "vitest.config.ts"),
    "--reporter",
    "json",
  ];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: courseFolder,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  const { testResults } = JSON.parse(stdout) as {
    testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
  };
  const inVitest = testResults.map(({ name, assertionResults }) => ({
    folder: name.split(/[\\/]/).at(-2),
    checks: assertionResults.map(({ fullName, status }) => [fullName, status === "passed"]),
  }));
  const here = [];
  for (const source of exercises) {
    const { checks } = await checkAnswer(source, {
      yard,
      modules: checkModules,
      timeLimitMs: 2000,
    });
    here.push({
      folder: source.folder,
      checks: checks.map(({ name, verdict }) => [
        name.replaceAll(" > ", " "),
        verdict === "correct",
      ]),
    });
  }
  const byFolder = new Map(inVitest.map(({ folder, checks }) => [folder, checks]));
  expect(byFolder).toEqual(new Map(here.map(({ folder, checks }) => [folder, checks])));
});
