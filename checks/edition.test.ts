// What a learner edition leaves out is all that needs solutions, and nothing else of it tells what they hold.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { exercisesIn } from "@headgate/check/node";
import {
  courseFiles,
  courseFolder,
  isLeftOut,
  leakProblems,
  learnerFiles,
  leftOut,
} from "@headgate/grader";
import { beforeAll, describe, expect, test } from "vitest";
import { importLines } from "./import-lines.ts";

// With what is not tracked yet: it is in the next commit.
const { paths } = courseFiles(courseFolder, true);
const files = learnerFiles(courseFolder, paths);
const textOf = (path: string): string => files.get(path)!.bytes.toString("utf8");

/** Tests, benchmarks and pages that speak of solutions and need none: they make their own, or hold for both. */
const needNone = [
  "ARCHITECTURE.md",
  "check/src/node/node.test.ts",
  "checks/layers.test.ts",
  "grader/src/authoring/release.test.ts",
  "grader/src/class/grade-class.test.ts",
  "grader/src/intake/overlooked.test.ts",
  "grader/src/jail/walls.test.ts",
  "grader/src/proof/mutant-problems.test.ts",
  "grader/src/proof/mutants.test.ts",
];

const proves =
  /(\.(test|test-d|fixture|test-data)\.ts|^checks\/.*\.(ts|py)|\/(bench|e2e)\/.*\.(ts|mjs|js|py)|\.md)$/;
const speaksOfSolutions =
  /["'`]solutions["'`]|\bsolutions\/|\.solution\b|\bsolution\b *[,}]|\bwrongAnswers\b|\bproveExercise\b|\.hidden\.test/;

describe("what a learner edition leaves out", () => {
  test("is there", () => {
    const isThere = ({ path }: { path: string }): boolean => existsSync(join(courseFolder, path));
    expect(leftOut.filter((one) => !isThere(one)).map(({ path }) => path)).toEqual([]);
  });

  test("is every test, benchmark and page that needs solutions", () => {
    const speaking = [...files.keys()].filter(
      (path) => proves.test(path) && speaksOfSolutions.test(textOf(path)),
    );
    const unknown = speaking.filter((path) => !needNone.includes(path));
    expect(unknown, "name it in left-out.ts; if it needs none, above").toEqual([]);
    expect(needNone.filter((path) => files.has(path) && !speaking.includes(path))).toEqual([]);
  });

  test("is imported by nothing that is left in", () => {
    const stray = [...files.keys()]
      .filter((path) => /\.(ts|mjs)$/.test(path))
      .flatMap((path) =>
        importLines(textOf(path))
          .filter(({ from }) => from.startsWith("."))
          .map(({ from }) => posix.join(posix.dirname(path), from))
          .filter(isLeftOut)
          .map((target) => `${path}: ${target}`),
      );
    expect(stray).toEqual([]);
  });

  test("is cut out of the pages too, and no mark is left", () => {
    const pages = [...files.keys()].filter((path) => path.endsWith(".md")).map(textOf);
    expect(pages.filter((text) => text.includes("<!-- edition:"))).toEqual([]);
    expect(textOf("README.md")).toContain("This is the learner edition");
    expect(textOf("README.md")).not.toMatch(/npm run (grade|release)/);
    expect(textOf("CONTRIBUTING.md")).not.toContain("## An exercise\n");
  });
});

describe("the scan for leaks", () => {
  const exercises = exercisesIn(courseFolder);
  const { folder, slug } = exercises.find((one) => one.slug === "counter")!;
  let hidden: string;
  let wrong: string;
  beforeAll(() => {
    hidden = lastCheck(join(courseFolder, "solutions", folder, `${slug}.hidden.test.ts`));
    const wrongs = join(courseFolder, "solutions", folder, "wrong");
    wrong = readFileSync(join(wrongs, readdirSync(wrongs)[0]!), "utf8");
  });
  /** A line that only a hidden check has: its name. */
  const lastCheck = (path: string): string =>
    readFileSync(path, "utf8")
      .split("\n")
      .findLast((line) => /^test\(|^ +"/.test(line) && line.length > 45)!;

  const planted = (path: string, text: string): Promise<string[]> =>
    leakProblems(
      courseFolder,
      exercises,
      new Map([[path, { bytes: Buffer.from(text), executable: false }]]),
    );

  test("finds nothing in the edition as it is", async () => {
    expect(await leakProblems(courseFolder, exercises, files)).toEqual([]);
  });

  test.each([
    ["lib/src/a.test.ts", (line: string) => `// One.\n${line}\n`, 2],
    ["notebooks/a.ipynb", (line: string) => `{\n"source": [${JSON.stringify(`${line}\n`)}]\n}`, 2],
    ["docs/a.svg", (line: string) => `<text>${line.replaceAll(">", "&gt;")}</text>`, 1],
    ["a.md", (line: string) => `# A\n\nSee ${line.trim().replaceAll(" ", "\n")}`, 3],
    ["package.json", (line: string) => JSON.stringify({ scripts: { a: line } }), 1],
  ])("finds a hidden check in %s", async (path, write, at) => {
    const [found, ...more] = await planted(path, write(hidden));
    expect(found).toContain(`${path}:${at} shows a hidden check of ${folder}: `);
    expect(more).toEqual([]);
  });

  test("finds a solution, a wrong answer and its name", async () => {
    const solution = readFileSync(join(courseFolder, "solutions", folder, `${slug}.ts`), "utf8");
    expect(await planted("a.ts", solution)).toMatchObject([
      expect.stringContaining(`shows the solution of ${folder}`),
    ]);
    expect(await planted("a.yaml", wrong)).toMatchObject([
      expect.stringContaining(`shows a wrong answer of ${folder}`),
    ]);
    const [name] = readdirSync(join(courseFolder, "solutions", folder, "wrong"));
    expect(await planted(`site/e2e/${name!.replace(".ts", ".png")}`, "")).toEqual([
      `site/e2e/${name!.replace(".ts", ".png")} has the name of a wrong answer of ${folder}.`,
    ]);
  });
});
