import {
  chmodSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exercisesIn } from "@headgate/check/node";
import type { PluginBuild } from "esbuild";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { courseFolder } from "../course-folder.ts";
import { readAnswerFile, UnreadableFile } from "./answer-file.ts";
import { buildAlone, CompilerDown } from "./build-alone.ts";
import { bundleAnswer } from "./bundle-answer.ts";
import { findAnswer } from "./find-answer.ts";
import { studentFiles } from "./student-files.ts";

let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-submission-"));
  root = join(folder, "ada");
  mkdirSync(root);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): string {
  const whole = join(root, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

const stub = "export const counter = 0; // TODO\n";
const find = (): unknown =>
  withoutText(findAnswer(studentFiles(root), "counter", stub, ["counter"]));
const withoutText = (found: object): object => ({ ...found, text: undefined });

describe("findAnswer", () => {
  test("finds slug.ts anywhere", () => {
    const path = put("week 2/exercises/02-counter/counter.ts", "export const counter = 1;");
    expect(find()).toEqual({ path });
  });

  test("refuses the one exercise that a misnamed file may answer, and no other", () => {
    const misnamed = new UnreadableFile("Counter.ts may answer counter.", false, "counter");
    const files = { ...studentFiles(root), unreadable: [misnamed] };
    const verdicts = ["counter", "finite-feed"].map((slug) => findAnswer(files, slug, stub, []));
    expect(verdicts).toMatchObject([
      { verdict: "refused", unreadable: misnamed.message },
      { verdict: "not submitted" },
    ]);
  });

  test("prefers what was worked on to what is as it was handed out", () => {
    put("exercises/02-counter/counter.ts", stub);
    put(
      "02.ipynb",
      JSON.stringify({
        cells: [
          {
            cell_type: "code",
            source: "const counter = 5;",
            metadata: { headgate: { exercise: "counter" } },
          },
        ],
      }),
    );
    expect(find()).toMatchObject({
      path: join(root, "02.ipynb"),
      cells: expect.stringContaining("const counter = 5;"),
    });
  });

  test("takes the file nearest to the root", () => {
    const path = put("counter.ts", "export const counter = 1;");
    put("old/counter.ts", "export const counter = 2;");
    expect(find()).toEqual({ path });
  });

  test("does not choose between two different files equally near", () => {
    put("a/counter.ts", "export const counter = 1;");
    put("b/counter.ts", "export const counter = 2;");
    expect(find()).toMatchObject({
      verdict: "refused",
      message: expect.stringContaining(join("a", "counter.ts")),
    });
  });

  test("passes over what is not the student's work", () => {
    put("node_modules/x/counter.ts", "export const counter = 1;");
    put(".ipynb_checkpoints/counter.ts", "export const counter = 1;");
    put("counter.test.ts", "export const counter = 1;");
    expect(find()).toMatchObject({ verdict: "not submitted" });
  });

  test("says that an empty folder has no answer", () => {
    expect(find()).toMatchObject({
      verdict: "not submitted",
      message: 'There is no counter.ts and no cell that answers "counter".',
    });
  });

  test("says that a notebook is none", () => {
    put("02.ipynb", "no json");
    expect(find()).toMatchObject({
      verdict: "refused",
      unreadable: "02.ipynb cannot be read as a notebook: it is not JSON.",
    });
  });

  test("takes no file that the system does not let us read for a missing one", () => {
    const path = put("counter.ts", "export const counter = 1;");
    chmodSync(path, 0);
    // The administrator of a machine may read everything.
    if (process.getuid?.() === 0) return;
    expect(find()).toMatchObject({
      verdict: "internal",
      unreadable: "counter.ts cannot be read (EACCES).",
    });
  });

  test("passes over links and notes them", () => {
    writeFileSync(join(folder, "counter.ts"), "export const counter = 1;");
    symlinkSync(join(folder, "counter.ts"), join(root, "counter.ts"));
    symlinkSync(folder, join(root, "loop"));
    expect(find()).toMatchObject({ verdict: "not submitted" });
    expect(studentFiles(root).notes).toEqual([
      "counter.ts is a link and was passed over.",
      "loop is a link and was passed over.",
    ]);
  });

  test("takes no course's solution for an answer, when a whole clone is handed in", () => {
    for (const tree of ["exercises", "solutions", "notebooks"])
      cpSync(join(courseFolder, tree), join(root, tree), { recursive: true });
    const exercises = exercisesIn(courseFolder);
    const pathIn = ({ folder, slug }: (typeof exercises)[number]): string =>
      join(root, "exercises", folder, `${slug}.ts`);
    const found = (): unknown[] => {
      const files = studentFiles(root);
      return exercises.map(({ slug, stub }) => {
        const text = readFileSync(stub, "utf8");
        const [, name = ""] = /^export (?:async )?(?:const|function\*?) (\w+)/m.exec(text) ?? [];
        return withoutText(findAnswer(files, slug, text, [name]));
      });
    };
    const own = exercises.map((exercise) => ({ path: pathIn(exercise) }));
    expect(found()).toEqual(own);
    for (const { path } of own) writeFileSync(path, "export const mine = 1;");
    expect(found()).toEqual(own);
    expect(studentFiles(root).notes).toContain(
      "solutions/02-counter/counter.ts was passed over: it lies beside hidden checks, so it is the course's solution.",
    );
  });

  test.each([
    ["is no text", '{"cells":[{"cell_type":"code","source":[{"toString":0,"valueOf":0}]}]}'],
    [
      "has no bottom",
      `{"cells":[{"cell_type":"code","source":${"[".repeat(8000)}${"]".repeat(8000)}}]}`,
    ],
  ])("bears a notebook in which a cell %s", (_, text) => {
    put("02.ipynb", text);
    expect(find()).toMatchObject({
      verdict: "refused",
      unreadable: expect.stringContaining("02.ipynb cannot be read as a notebook"),
    });
  });

  test("says where it did not look", () => {
    put(`${"d/".repeat(12)}near.ts`, "");
    expect(studentFiles(root).unreadable).toEqual([]);
    put(`${"d/".repeat(13)}counter.ts`, "export const counter = 1;");
    expect(find()).toMatchObject({
      unreadable: "Folders more than 12 levels deep were not looked at.",
    });
    rmSync(join(root, "d"), { recursive: true });
    for (let n = 0; n <= 5000; n += 1) writeFileSync(join(root, `${n}.txt`), "");
    expect(find()).toMatchObject({
      verdict: "refused",
      unreadable: "There are more than 5000 files; the rest was not looked at.",
    });
  });

  test("reads no more notebooks of one student than it can hold", () => {
    const text = JSON.stringify({ cells: [], metadata: "x".repeat(15_000_000) });
    for (const name of ["a", "b", "c", "d"]) put(`${name}.ipynb`, text);
    expect(studentFiles(root).unreadable.map(({ message }) => message)).toEqual([
      "d.ipynb cannot be read as a notebook: those before it have more than 40000000 bytes together.",
    ]);
  });

  test("leaves a hard link to whoever grades", () => {
    writeFileSync(join(folder, "counter.ts"), "export const counter = 1;");
    linkSync(join(folder, "counter.ts"), join(root, "counter.ts"));
    expect(find()).toMatchObject({
      verdict: "internal",
      unreadable: expect.stringContaining("counter.ts is a hard link"),
    });
  });

  test("bears names of any kind", () => {
    put("=cmd|x/<b>.ts", "");
    put("\u202egnp.exe", "");
    expect(find()).toMatchObject({ verdict: "not submitted" });
  });
});

describe("readAnswerFile refuses", () => {
  test("a hard link, a path outside, a folder and what is too large", () => {
    writeFileSync(join(folder, "secret.ts"), "secret");
    linkSync(join(folder, "secret.ts"), join(root, "hard.ts"));
    mkdirSync(join(root, "folder.ts"));
    put("large.ts", "x".repeat(100_001));
    for (const name of ["hard.ts", "../secret.ts", "folder.ts", "large.ts", "none.ts"]) {
      expect(() => readAnswerFile(root, join(root, name)), name).toThrow(UnreadableFile);
    }
  });

  test("a file behind a linked folder", () => {
    mkdirSync(join(folder, "bob"));
    writeFileSync(join(folder, "bob", "counter.ts"), "his");
    symlinkSync(join(folder, "bob"), join(root, "mine"));
    expect(() => readAnswerFile(root, join(root, "mine", "counter.ts"))).toThrow(
      "mine/counter.ts is a link",
    );
  });
});

describe("bundleAnswer", () => {
  const bundle = (text: string, exports = ["counter"]) => {
    return bundleAnswer({ root, path: put("counter.ts", text), exports });
  };

  test("takes headgate, the quakes and the student's own files", async () => {
    put("own/part.ts", "export const part: number = 2;");
    const bundled = await bundle(
      'import { System } from "headgate";\nimport { part } from "./own/part.js";\nexport const counter = [System, part];',
    );
    expect(bundled).toMatchObject({ code: expect.stringContaining('headgateModule("headgate")') });
  });

  test("takes types from anywhere, since nothing is left of them", async () => {
    expect(
      await bundle(
        'import type { PathLike } from "node:fs";\nexport const counter: PathLike = "";',
      ),
    ).toHaveProperty("code");
  });

  test.each([
    ["a builtin", 'import { readFileSync } from "node:fs"; export const counter = readFileSync;'],
    ["vitest", 'import { expect } from "vitest"; export const counter = expect;'],
    ["another package", 'export * from "yaml"; export const counter = 1;'],
    ["the checks", 'export { answer as counter } from "@headgate/check/engine";'],
    ["a path upwards", 'import { x } from "../bob/counter.ts"; export const counter = x;'],
    ["an absolute path", 'import x from "/etc/passwd"; export const counter = x;'],
    ["a URL", 'import x from "https://example.org/x.js"; export const counter = x;'],
    ["data", 'import x from "data:text/javascript,1"; export const counter = x;'],
    ["a file by name", 'import x from "file:///etc/passwd"; export const counter = x;'],
    ["text of a file", 'import x from "./counter.ts?raw"; export const counter = x;'],
    ["a require", 'const fs = require("fs"); export const counter = fs;'],
    ["an import at run time", 'export const counter = () => import("node:fs");'],
    ["a package's own name", 'import x from "#hidden"; export const counter = x;'],
    ["the inner name of the answer", 'import x from "headgate:answer"; export const counter = x;'],
  ])("refuses %s", async (_, text) => {
    expect(await bundle(text)).toMatchObject({
      verdict: "refused",
      message: expect.stringMatching(/^Your answer is refused: /),
    });
  });

  test("refuses a linked file of its own, and one file too many", async () => {
    symlinkSync("/etc/hosts", join(root, "hosts.ts"));
    expect(await bundle('import "./hosts.ts"; export const counter = 1;')).toMatchObject({
      verdict: "refused",
      message: expect.stringContaining("hosts.ts"),
    });
    for (let n = 0; n < 60; n++) put(`f${n}.ts`, `import "./f${n + 1}.ts";`);
    expect(await bundle('import "./f0.ts"; export const counter = 1;')).toMatchObject({
      verdict: "refused",
    });
  });

  test("looks for no configuration", async () => {
    put(
      "tsconfig.json",
      '{ "extends": "/nowhere", "compilerOptions": { "paths": { "headgate": ["./evil.ts"] }, "jsxFactory": "x" } }',
    );
    put(
      "package.json",
      '{ "imports": { "#x": "./evil.ts" }, "browser": { "headgate": "./evil.ts" }, "sideEffects": false }',
    );
    put("evil.ts", "throw 1;");
    const bundled = await bundle(
      'import { System } from "headgate"; export const counter = System;',
    );
    expect(bundled).toMatchObject({ code: expect.not.stringContaining("throw 1") });
  });

  test.each([
    ["is too long", `export const counter = 1; // ${"x".repeat(100_000)}`],
    ["is nested too deep", `export const counter = ${"[".repeat(501)}${"]".repeat(501)};`],
    ["is nested deeper still", "{".repeat(90_000)],
  ])("refuses what %s before a compiler sees it", async (_, text) => {
    expect(await bundle(text)).toMatchObject({ verdict: "refused" });
    expect(await bundle("export const counter = 1;")).toHaveProperty("code");
  });

  test("blames who brings the compiler down, and serves the next", async () => {
    const never = new Promise<null>(() => {});
    const endless = {
      name: "endless",
      setup: ({ onLoad }: PluginBuild): void => onLoad({ filter: /.*/ }, () => never),
    };
    const entryPoints = [put("bomb.ts", "1")];
    const down = buildAlone(
      { entryPoints, plugins: [endless], bundle: true, write: false, metafile: true },
      100,
    );
    const next = bundle("export const counter = 1;");
    await expect(down).rejects.toThrow(CompilerDown);
    expect(await next).toHaveProperty("code");
  });

  test("says what does not compile and where, and what is missing", async () => {
    expect(await bundle("export const counter = (;")).toEqual({
      verdict: "error",
      message: 'Your answer cannot be compiled: counter.ts, line 1: Unexpected ";"',
    });
    expect(await bundle("export const other = 1;")).toEqual({
      verdict: "error",
      message: "counter.ts does not export `counter`.",
    });
    expect(await bundle("const other = 1;")).toEqual({
      verdict: "error",
      message: "counter.ts does not export `counter`.",
    });
  });

  test("bears a top-level await, and import.meta", async () => {
    expect(await bundle("await null; export const counter = import.meta;")).toHaveProperty("code");
  });
});
