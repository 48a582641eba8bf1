import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exercisesIn } from "@headgate/check/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { leakProblems } from "../proof/leak-problems.ts";
import { courseFiles } from "./edition/course-files.ts";
import { readEdition } from "./edition/edition-file.ts";
import { editionFile, learnerFiles, type LearnerFiles } from "./edition/learner-files.ts";
import { textForLearners } from "./edition/text-for-learners.ts";
import { writeEdition, type Written } from "./edition/write-edition.ts";

let folder: string;
let root: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-release-"));
  [root, out] = [join(folder, "course"), join(folder, "out")];
  for (const [path, text] of course) put(root, path, text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const imports =
  'import { expect, test } from "vitest";\nimport { answer } from "@headgate/check";\n';
const check = (name: string, from: string): string =>
  `${imports}const mine = answer(() => import("${from}"));\ntest("${name}", async () => {\n  expect(await mine.evaluate(({ one }: { one: number }) => one)).toBe(1);\n});\n`;
const secretLine = 'test("is the same for a very large night of a thousand quakes", async () => {';

const course: readonly (readonly [string, string])[] = [
  ["package.json", '{ "name": "toy", "version": "1.0.0" }'],
  [".gitignore", "node_modules/\ndist-*/\nOUT/\n"],
  [
    "README.md",
    "# Toy\n\n<!-- edition: cut -->\nFor instructors.\n<!-- edition: end -->\n\nFor all.\n",
  ],
  ["run.sh", "echo"],
  [
    "exercises/01-one/README.md",
    "---\ntitle: One\nchapter: 1\npoints: 2\nminutes: 5\ndifficulty: 1\nhints: [a, b, c]\n---\n\nOne.\n",
  ],
  ["exercises/01-one/one.ts", "export const one = 0; // TODO\n"],
  ["exercises/01-one/one.test.ts", check("is one", "./one.ts")],
  ["solutions/01-one/one.ts", "export const one = 1;\n"],
  [
    "solutions/01-one/one.hidden.test.ts",
    check(
      "is the same for a very large night of a thousand quakes",
      "../../exercises/01-one/one.ts",
    ),
  ],
  [
    "solutions/01-one/wrong/begins-at-two.ts",
    "// Misconception: counting begins at two, as the feed does at night.\nexport const one = 2;\n",
  ],
  ["node_modules/x/index.js", ""],
  ["dist-a/x.js", ""],
];

function put(below: string, path: string, text: string): void {
  mkdirSync(dirname(join(below, path)), { recursive: true });
  writeFileSync(join(below, path), text);
}

const inOut = (path: string): string => readFileSync(join(out, path), "utf8");

async function made(): Promise<LearnerFiles> {
  const files = learnerFiles(root, courseFiles(root).paths);
  return files.set("edition.json", await editionFile(root, files));
}

const release = async (): Promise<Written> => writeEdition(out, await made());

const learners = [
  "README.md",
  "exercises/01-one/README.md",
  "exercises/01-one/one.test.ts",
  "exercises/01-one/one.ts",
  "package.json",
  "run.sh",
];

describe("the files of a course", () => {
  const git = (...words: string[]): void => void execFileSync("git", words, { cwd: root });

  test("are those that git tracks and that are there, and what it does not track is named", () => {
    git("init", "-q");
    git("add", ".");
    rmSync(join(root, "run.sh"));
    put(root, "grades of last year.csv", "");
    const { paths, untracked } = courseFiles(root);
    expect(paths).toContain("solutions/01-one/one.ts");
    expect(paths).not.toContain("run.sh");
    expect(paths).not.toContain("dist-a/x.js");
    expect(untracked).toEqual(["grades of last year.csv"]);
    expect(paths).not.toContain("grades of last year.csv");
    expect(courseFiles(root, true).paths).toContain("grades of last year.csv");
  });

  test("are all but the ignored ones where there is no clone", () => {
    const { paths, untracked } = courseFiles(root);
    expect(paths).toEqual(
      course
        .map(([path]) => path)
        .filter((path) => !/^(node_modules|dist-a)/.test(path))
        .sort(),
    );
    expect(untracked).toEqual([]);
  });

  test("are not guessed where git does not answer", () => {
    put(root, ".git", "no repository");
    expect(() => courseFiles(root)).toThrow(
      /^git cannot say which files belong to the course \(.+\)\.$/,
    );
  });
});

describe("a page", () => {
  test("is cut at its marks, and says what is for learners alone", () => {
    expect(
      textForLearners(
        "A\n\n<!-- edition: cut -->\nB\n<!-- edition: end -->\n\nC\n<!-- edition: say\nD\n-->\n",
      ),
    ).toBe("A\n\nC\nD\n");
  });

  test.each([
    "<!-- edition: cut -->\nB\n",
    "B\n<!-- edition: end -->\n",
    "<!-- edition: hide -->\n",
  ])("with the marks %j is refused", (text) => {
    put(root, "README.md", text);
    expect(() => learnerFiles(root, ["README.md"])).toThrow(
      /^README\.md: the mark ".+" has no partner\.$/,
    );
  });
});

describe("a learner edition", () => {
  test("holds what learners get, byte for byte, and says how much more there is", async () => {
    chmodSync(join(root, "run.sh"), 0o755);
    expect(await release()).toEqual({ written: learners.length + 2, removed: 0, kept: [] });
    expect(courseFiles(out).paths.toSorted()).toEqual(
      [".gitignore", "edition.json", ...learners].toSorted(),
    );
    expect(inOut("README.md")).toBe("# Toy\n\nFor all.\n");
    expect(statSync(join(out, "run.sh")).mode & 0o777).toBe(0o755);
    expect(readEdition(out)).toMatchObject({
      edition: "learner",
      course: "toy 1.0.0",
      hiddenChecks: { one: 1 },
      stubs: { one: "export const one = 0; // TODO\n" },
    });
    expect(existsSync(`${out}.draft-${process.pid}`)).toBe(false);
  });

  test("is renewed where nobody has changed it, and nowhere else", async () => {
    await release();
    put(out, "exercises/01-one/one.ts", "export const one = 1;\n");
    put(
      out,
      "exercises/01-one/README.md",
      readFileSync(join(root, "exercises/01-one/README.md"), "utf8").replaceAll("\n", "\r\n"),
    );
    put(out, "mine.md", "mine");
    rmSync(join(out, "run.sh"));
    put(root, "exercises/01-one/one.ts", "export const one = -1; // TODO\n");
    put(root, "mine.md", "yours");
    put(root, "new/page.md", "# New\n");
    put(root, "package.json", '{ "name": "toy", "version": "1.0.1" }');
    expect(await release()).toEqual({
      written: 2,
      removed: 0,
      kept: ["exercises/01-one/one.ts", "mine.md", "run.sh"],
    });
    expect(inOut("exercises/01-one/one.ts")).toBe("export const one = 1;\n");
    expect(inOut("mine.md")).toBe("mine");
    expect(inOut("new/page.md")).toBe("# New\n");
    expect(existsSync(join(out, "run.sh"))).toBe(false);
    expect(await release()).toMatchObject({
      written: 0,
      kept: ["exercises/01-one/one.ts", "mine.md", "run.sh"],
    });
  });

  test("is written beside what git keeps of a new repository", async () => {
    put(out, ".git/HEAD", "ref: refs/heads/main\n");
    expect((await release()).kept).toEqual([]);
    expect(readEdition(out)?.edition).toBe("learner");
    expect(readFileSync(join(out, ".git/HEAD"), "utf8")).toBe("ref: refs/heads/main\n");
  });

  test("loses what the course has lost, unless somebody has changed it, and nothing outside", async () => {
    put(root, "old/a.md", "# A\n");
    put(root, "old/b.md", "# B\n");
    await release();
    put(out, "old/b.md", "# Mine\n");
    const said = JSON.parse(inOut("edition.json")) as { files: Record<string, string> };
    said.files["../outside.md"] = "0123456789abcdef";
    put(out, "edition.json", JSON.stringify(said));
    put(folder, "outside.md", "outside");
    rmSync(join(root, "old"), { recursive: true });
    expect(await release()).toEqual({ written: 0, removed: 1, kept: ["old/b.md"] });
    expect(existsSync(join(out, "old/a.md"))).toBe(false);
    expect(existsSync(join(folder, "outside.md"))).toBe(true);
  });

  test("writes nothing through a link that somebody has laid", async () => {
    await release();
    rmSync(join(out, "exercises"), { recursive: true });
    mkdirSync(join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), join(out, "exercises"));
    put(root, "exercises/01-one/one.ts", "export const one = -1; // TODO\n");
    expect((await release()).kept).toContain("exercises/01-one/one.ts");
    expect(existsSync(join(folder, "elsewhere/01-one"))).toBe(false);
  });

  test("appears whole or not at all", async () => {
    const files = await made();
    files.set("README.md/x", { bytes: Buffer.from(""), executable: false });
    expect(() => writeEdition(out, files)).toThrow("README.md");
    expect(existsSync(out)).toBe(false);
    expect(existsSync(`${out}.draft-${process.pid}`)).toBe(false);
  });
});

describe("a leak", () => {
  const leaks = async (): Promise<string[]> => leakProblems(root, exercisesIn(root), await made());

  test("is found in the file and line where it stands", async () => {
    expect(await leaks()).toEqual([]);
    put(root, "notes/a.txt", `One.\nTwo: ${secretLine}\n`);
    put(
      root,
      "notes/b.json",
      JSON.stringify({ b: "counting begins at two, as the feed does at night" }),
    );
    put(root, "site/begins-at-two.png", "\0");
    expect(await leaks()).toEqual([
      `notes/a.txt:2 shows a hidden check of 01-one: Two: ${secretLine}`,
      'notes/b.json:1 shows a wrong answer of 01-one: {"b":"counting begins at two, as the feed does at night"}',
      "site/begins-at-two.png has the name of a wrong answer of 01-one.",
    ]);
  });

  test("is no line that the exercise itself shows", async () => {
    put(root, "exercises/01-one/one.ts", `// TODO\n// ${secretLine}\nexport const one = 0;\n`);
    expect(await leaks()).toEqual([]);
  });
});
