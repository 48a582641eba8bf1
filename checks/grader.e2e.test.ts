// The two commands of the grader as they are called, built: exit codes, sentences, files.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exercisesIn } from "@headgate/check/node";
import { courseFolder } from "@headgate/grader";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

const exercises = exercisesIn(courseFolder);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-grader-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
}

/** Calls a built command in the temporary folder; answers its exit code and what it said. */
function call(
  command: "check" | "grade" | "exercises",
  ...args: string[]
): { code: number | null; out: string; err: string } {
  const script = join(courseFolder, "grader", "dist", `${command}.js`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

/** The files below a folder, by their paths in it. */
function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(path, name)).isFile())
    .sort();
}

/** Each file below a folder with its bytes and its time of change. */
function snapshot(path: string): Record<string, string> {
  const files = readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) =>
    join(path, name),
  );
  return Object.fromEntries(
    files.map((file) => {
      const status = statSync(file);
      return [
        file,
        status.isFile() ? `${status.mtimeMs} ${readFileSync(file, "utf8")}` : `${status.mtimeMs}`,
      ];
    }),
  );
}

describe("npm run check", () => {
  test("tells how far every exercise is", () => {
    const { code, out } = call("check");
    expect(code).toBe(1);
    for (const { slug } of exercises) expect(out).toMatch(new RegExp(`– to do +${slug} `));
    expect(out).toContain(`0 of ${exercises.length} exercises are done.`);
  });

  test("shows the checks of one, the first to fix and a hint, without colours in a pipe", () => {
    const { code, out } = call("check", "counter", "--hint", "2");
    expect(code).toBe(1);
    expect(out).toContain("✗ not yet");
    expect(out).toMatch(/expected .*\n +got /);
    expect(out).toContain("Hint: ");
    expect(out).not.toContain("\u001b");
  });

  test("gives its report as JSON", () => {
    const report = JSON.parse(call("check", "02-counter", "--json").out) as {
      slug: string;
      checks: unknown[];
    };
    expect(report.slug).toBe("counter");
    expect(report.checks.length).toBeGreaterThan(0);
  });

  test.each([
    [["conter"], 'There is no exercise "conter"; did you mean counter?\n'],
    [["counter", "finite-feed"], "Expected one exercise, got counter and finite-feed.\n"],
    [["--hnt", "2"], 'There is no option "--hnt"; did you mean `--hint`?\n'],
    [["counter", "--hint", "4"], 'Expected `--hint` to be a whole number from 1 to 3, got "4".\n'],
    [["counter", "--hint"], "`--hint` needs a value behind it.\n"],
  ])("answers %j with one sentence and exit code 2", (args, sentence) => {
    expect(call("check", ...args)).toEqual({ code: 2, out: "", err: sentence });
  });

  test("tells who forgets the two dashes where npm takes `--hint`", () => {
    vi.stubEnv("npm_config_hint", "true");
    const { err } = call("check", "counter", "2");
    vi.unstubAllEnvs();
    expect(err).toContain(": npm run check counter -- --hint 2\n");
  });
});

describe("npm run grade", () => {
  test("grades what it finds, writes what it promises, and touches no submission", () => {
    for (const { slug, solution, stub } of exercises) {
      cpSync(solution, join(folder, "class", "ada", `${slug}.ts`), { recursive: true });
      cpSync(stub, join(folder, "class", "<b>bob", "exercises", slug, `${slug}.ts`), {
        recursive: true,
      });
    }
    put("class/=loop/counter.ts", "for (;;) {} export const counter = 1;");
    mkdirSync(join(folder, "class", "empty"));
    put("class/readme.txt", "no student");
    const before = snapshot(join(folder, "class"));
    const { code, out, err } = call("grade", "class", "--out", "out", "--time-limit", "1");
    expect(err).toMatch(/\d+ of \d+ graded\n$|run a second time\n$/);
    expect(code).toBe(0);
    expect(out).toContain("4 students, ");
    expect(out).toMatch(/Each answer runs in /);
    expect(out).toContain("readme.txt: lies beside the students' folders");
    expect(out).toContain('Nothing to grade from: "empty".');
    expect(snapshot(join(folder, "class"))).toEqual(before);

    const max = exercises.map(({ points }) => points);
    const total = max.reduce((sum, points) => sum + points, 0);
    const lines = readFileSync(join(folder, "out", "grades.csv"), "utf8").split("\r\n");
    expect(lines[0]).toMatch(`student,name,${exercises.map(({ slug }) => slug).join(",")},total`);
    const nothing = `,${max.map(() => 0).join(",")},0,`;
    expect(lines[1]).toMatch(`<b>bob,<b>bob${nothing}`);
    expect(lines[2]).toMatch(`"'=loop","'=loop"${nothing}`);
    expect(lines[3]).toMatch(`ada,ada,${max.join(",")},${total},`);
    expect(lines[4]).toMatch(`empty,empty${nothing}`);
    expect(lines.slice(5)).toEqual([""]);
    const results = JSON.parse(readFileSync(join(folder, "out", "results.json"), "utf8")) as {
      format: string;
      files: string[];
    };
    expect(results.format).toBe("headgate-results");
    const kept = ["journal.jsonl", "adjustments.yaml"];
    expect(results.files.toSorted()).toEqual(
      filesIn(join(folder, "out")).filter((name) => !kept.includes(name)),
    );
    const again = call(
      "grade",
      "class",
      "--out",
      "out",
      "--exercise",
      "counter",
      "--time-limit",
      "1",
    );
    expect(again.code).toBe(0);
    expect(readFileSync(join(folder, "out", "grades.csv"), "utf8")).toMatch(
      /^student,name,counter,total/,
    );
  });

  test.each([
    [[], "Say what was handed in: npm run grade -- INPUT --out OUT."],
    [["class"], "Say where the results go: --out OUT."],
    [["nowhere", "--out", "out"], "There is no folder or file nowhere."],
    [["hollow", "--out", "out"], "Expected hollow to hold a folder per student, "],
    [["class/ada/counter.ts", "--out", "out"], "Expected class/ada/counter.ts to be a"],
    [["class", "more", "--out", "out"], "Expected one INPUT, got class and more."],
    [
      ["class", "--out", "out", "--jbos", "2"],
      'There is no option "--jbos"; did you mean `--jobs`?',
    ],
    [
      ["class", "--out", "out", "--jobs", "0"],
      'Expected `--jobs` to be a whole number from 1 to 64, got "0".',
    ],
    [
      ["class", "--out", "out", "--exercise", "conter"],
      'There is no exercise "conter"; did you mean counter?',
    ],
    [
      ["class", "--out", "out", "--attempt", "first"],
      'Expected `--attempt` to be last or best, got "first".',
    ],
    [["class", "--out", "out", "--student", "aba"], 'There is no student "aba"; did you mean ada?'],
    [["class", "--out", "out", "--late", "lots"], "Expected `--late` to be "],
    [["class", "--out", "out", "--due", "soon"], "Expected `--due` to be "],
    [["class", "--out", "out", "--formats", "pdf"], "Expected `--formats` to list some of "],
    [["class", "--out", "out", "--course", "class"], 'There is no folder "exercises" in '],
    [["class", "--out", "out", "--roster", "none.csv"], "none.csv"],
    [["class", "--out", "out", "--adjustments", "none.yaml"], "none.yaml"],
    [["class", "--out", "class/out"], "class/out lies within "],
    [["class", "--out", "full"], "full is not empty and holds no results of an earlier grading"],
  ])("answers %j with one sentence, exit code 2 and no files", (args, sentence) => {
    put("class/ada/counter.ts", "export const counter = 1;");
    mkdirSync(join(folder, "hollow"));
    put("full/mine.txt", "mine");
    const before = snapshot(folder);
    const { code, out, err } = call("grade", ...args);
    expect(err).toContain(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(snapshot(folder)).toEqual(before);
  });
});

test("npm run exercises lists them all", () => {
  const { code, out } = call("exercises");
  expect(code).toBe(0);
  for (const { folder: name, title } of exercises)
    expect(out).toMatch(new RegExp(`${name} .*${title}`));
});
