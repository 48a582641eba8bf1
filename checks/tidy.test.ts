import { describe, expect, test } from "vitest";
import { type RepositoryFile, repositoryFiles } from "./repository-files.ts";
import {
  fileLength,
  functionLength,
  kebabCase,
  noConsole,
  noDefaultExport,
  noMachinePath,
  noneLeftOut,
  oneTitle,
  testLength,
  type TidyRule,
} from "./tidy-rules.ts";

const files = repositoryFiles();

const rules: readonly (readonly [string, TidyRule])[] = [
  ["no file over 400 lines", fileLength],
  ["no function over 70 lines", functionLength],
  ["no test of the library over 40 lines", testLength],
  ["no console in the library but where it prints", noConsole],
  ["no default export but in config files", noDefaultExport],
  ["no test left out or alone, no unfinished mark", noneLeftOut],
  ["no machine path", noMachinePath],
  ["one title per page", oneTitle],
  ["kebab-case names", kebabCase],
];

describe("the repository", () => {
  test("is read whole", () => {
    const paths = files.map(({ path }) => path);
    for (const path of ["package.json", "lib/src/index.ts", "checks/tidy.test.ts", "README.md"]) {
      expect(paths).toContain(path);
    }
  });

  test.each(rules)("has %s", { timeout: 60_000 }, (_name, rule) => {
    expect(files.flatMap(rule)).toEqual([]);
  });
});

const lines = (count: number): string => "a();\n".repeat(count);
// Written in parts, for this file is read by the rules too.
const alone = ["test", "only"].join(".");
const out = ["describe", "skip"].join(".");
const unfinished = ["FIX", "ME"].join("");
const somewhere = ["", "home", "ann", "course"].join("/");

describe("a rule finds what breaks it, and lets the like of it pass", () => {
  test.each<[TidyRule, string, string, number]>([
    [fileLength, "a.ts", lines(401), 1],
    [fileLength, "a.ts", lines(400), 0],
    [fileLength, "a.json", lines(401), 0],
    [functionLength, "a.ts", `function f(): void {\n${lines(69)}}`, 1],
    [functionLength, "a.ts", `function f(): void {\n${lines(68)}}`, 0],
    [functionLength, "a.ts", `const f = (n: number): void => {\n${lines(69)}};`, 1],
    [functionLength, "a.ts", `class A { m() {\n${lines(69)}} }`, 1],
    [functionLength, "a.test.ts", `describe("a", () => {\n${lines(69)}});`, 0],
    [
      functionLength,
      "a.test.ts",
      `describe("a", () => { test("b", () => {\n${lines(69)}}); });`,
      1,
    ],
    [testLength, "lib/src/a.test.ts", `test("a", () => {\n${lines(39)}});`, 1],
    [testLength, "lib/src/a.test.ts", `test.each([1])("a", () => {\n${lines(39)}});`, 1],
    [testLength, "lib/src/a.test.ts", `test("a", () => {\n${lines(38)}});`, 0],
    [testLength, "site/src/a.test.ts", `test("a", () => {\n${lines(39)}});`, 0],
    [noConsole, "lib/src/a.ts", "console.log(1);", 1],
    [noConsole, "lib/src/a.ts", "// console.log\n/* console */", 0],
    [noConsole, "lib/src/show/display.ts", "console.log(1);", 0],
    [noConsole, "site/src/a.ts", "console.log(1);", 0],
    [noDefaultExport, "lib/src/a.ts", "export default 5;", 1],
    [noDefaultExport, "vitest.config.ts", "export default 5;", 0],
    [noDefaultExport, "lib/src/a.ts", 'const text = "export default";', 0],
    [noneLeftOut, "a.test.ts", `${alone}("a", f); ${out}("b", g);`, 2],
    [noneLeftOut, "a.ts", `// ${unfinished}: later`, 1],
    [noneLeftOut, "a.test.ts", 'test("a", f); list.only(); // TODO of an exercise', 0],
    [noMachinePath, "a.md", `see ${somewhere}/a.md`, 1],
    [noMachinePath, "a.md", "see https://example.org/home/page and ./tmp/a", 0],
    [oneTitle, "a.md", "# A\n\n# B\n", 1],
    [oneTitle, "a.md", "no title", 1],
    [oneTitle, "a.md", "---\ntitle: A\n---\n\n# A\n", 1],
    [oneTitle, "a.md", "# A\n\n```sh\n# a comment\n```\n\n## B\n", 0],
    [oneTitle, "a.md", "---\ntitle: A\n---\n\n## B\n", 0],
    [kebabCase, "lib/src/runLoop.ts", "", 1],
    [kebabCase, "lib/Src/run_loop.ts", "", 2],
    [kebabCase, "lib/src/run-loop.test-d.ts", "", 0],
    [kebabCase, ".oxlintrc.json", "", 0],
    [kebabCase, "exercises/02-counter/README.md", "", 0],
    [kebabCase, "lib/Rules.md", "", 1],
  ])("%o on %s (%#)", (rule, path, text, count) => {
    const file: RepositoryFile = { path, text };
    expect(rule(file)).toHaveLength(count);
  });
});
