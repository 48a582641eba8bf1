// `npm run release`: what it writes runs by itself, with the packages of this clone and no network. Of the edition's own
// `npm test` these steps run: the build, the types of tests, the rules of the house, the notebooks, and the unit tests of what
// is different there (exercises, chapters, the learner's half of the grader). The library is the same bytes as here.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { courseFiles, courseFolder } from "@headgate/grader";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sharePackages } from "./share-packages.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "headgate-edition-")));
const edition = join(folder, "a class's headgate");
const classFolder = join(folder, "class");
const graded = join(folder, "graded");
const minutes = 60_000;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a file of the full course or of the edition; answers its exit code and what it said, without colours. */
function run(
  root: string,
  file: string,
  ...args: string[]
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, file), ...args], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: folder, NO_COLOR: "1" },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

const release = (...args: string[]): ReturnType<typeof run> =>
  run(courseFolder, "grader/dist/authoring/release.js", ...args);

const put = (path: string, text: string): void => writeFileSync(join(edition, path), text);
const counter = "exercises/02-counter/counter.ts";

describe("npm run release", () => {
  test.each([
    [[], "Say where the learner edition goes: npm run release -- --out DIR.\n"],
    [
      ["--out", join(courseFolder, "OUT", "edition")],
      / lies within the course, whose tests would run it too; .+\n$/,
    ],
    [["--out", join(courseFolder, "README.md")], / lies within the course/],
    [
      ["--out", tmpdir()],
      / is not empty and holds no earlier edition \(no edition\.json\); choose an empty folder for --out\.\n$/,
    ],
    [["--out", process.execPath], / is not a folder; choose another for --out\.\n$/],
    [["edition"], "Expected only options, got edition.\n"],
    [["--uot", "a"], 'There is no option "--uot"; did you mean `--out`?\n'],
  ])("answers %j with one sentence", (args, sentence) => {
    const { code, out, err } = release(...args);
    expect(err).toMatch(sentence);
    expect(err.split("\n")).toHaveLength(2);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });
});

describe("the learner edition", { timeout: 5 * minutes }, () => {
  beforeAll(() => {
    const { code, out, err } = release("--out", edition, "--untracked");
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toContain(`The learner edition is in ${edition}: `);
    sharePackages(edition);
    mkdirSync(join(classFolder, "ada"), { recursive: true });
    writeFileSync(join(classFolder, "ada", "counter.ts"), "export const counter = 1;");
  });

  test("holds no solution, hidden check or wrong answer, and the same bytes of all else", () => {
    const files = courseFiles(edition).paths;
    expect(
      files.filter((path) =>
        /solutions\/|hidden\.test|\/wrong\/|^course\/instructors\//.test(path),
      ),
    ).toEqual([]);
    for (const path of [
      ".ci/run",
      "package-lock.json",
      "notebooks/02-stages-and-demand.ipynb",
      counter,
    ])
      expect(readFileSync(join(edition, path)), path).toEqual(
        readFileSync(join(courseFolder, path)),
      );
  });

  test("passes the tests of its own that may differ there", () => {
    const steps = "set-up,toolchain,build,notebooks";
    const { code, out } = run(edition, "setup/test.mjs", "--only", steps);
    expect(out).toMatch(/\n4 passed, 0 failed\n$/);
    expect(code).toBe(0);
    expectUnitTests();
  });

  test("lets its learners solve exercises and run notebooks, and still passes", () => {
    put(counter, "let x = 0 ;\nexport const counter: number = 'half done'\nexport default x\n");
    const notebook = "notebooks/02-stages-and-demand.ipynb";
    const before = readFileSync(join(edition, notebook), "utf8");
    put(notebook, before.replace('"execution_count": null', '"execution_count": 3'));
    put("exercises/My Notes.md", "no title");
    const { out } = run(edition, "setup/test.mjs", "--only", "types,lint,format,notebooks");
    expect(out).toMatch(/\n4 passed, 0 failed\n$/);
    expectUnitTests();
  });

  /** The unit tests that read exercises, chapters and notebooks, or the tree as a whole. */
  function expectUnitTests(): void {
    const tests = [
      "check/src",
      "course/src",
      "grader/src/authoring",
      "grader/src/learner",
      "checks/layers",
      "checks/tidy",
      "checks/links",
    ];
    const { code, out } = run(
      edition,
      "node_modules/vitest/vitest.mjs",
      "run",
      "--typecheck.enabled=false",
      ...tests,
    );
    expect(code, out).toBe(0);
    expect(out).not.toMatch(/skipped|todo/);
  }

  test("says how many checks more run at grading", () => {
    const { out } = run(edition, "grader/dist/check.js", "never-more-than-asked");
    expect(out).toMatch(/\d+ more run at grading/);
  });

  test.each([
    ["grader/dist/grade.js", [classFolder, "--out", graded], /hidden checks/],
    ["grader/dist/authoring/release.js", ["--out", "other"], /^This is a learner edition already/],
  ])("answers %s with one sentence", (file, args, sentence) => {
    const { code, err } = run(edition, file, ...args);
    expect(err).toMatch(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(2);
    expect(existsSync(join(graded, "grades.csv"))).toBe(false);
  });

  test.each(["grader/bench/bench-grade.mjs", "grader/dist/authoring/new-exercise-command.js"])(
    "answers %s, which it does not have, with one sentence",
    (file) => {
      const { code, out, err } = run(edition, "setup/run.mjs", file);
      expect(err).toBe(
        "This command is for authors: it is in the full course, and not in its learner edition.\n",
      );
      expect({ code, out }).toEqual({ code: 1, out: "" });
    },
  );

  test("says what little it can prove of its exercises", () => {
    const { out } = run(edition, "grader/dist/exercises.js", "--check");
    expect(out).toContain("✓ 02-finite-feed\n");
    expect(out).toContain("✓ 02-counter  changed here, so not judged\n");
    expect(out).toContain("only types and stubs were checked");
  });

  test("is renewed but for what its learners have changed", () => {
    const { code, out } = release("--out", edition, "--untracked");
    expect(code).toBe(0);
    expect(out).toContain("0 files written, 0 removed.");
    expect(out).toContain(`left as they are: ${counter}, notebooks/02-stages-and-demand.ipynb.`);
    expect(readFileSync(join(edition, counter), "utf8")).toContain("half done");
  });
});
