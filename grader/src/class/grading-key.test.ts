import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { findAnswer } from "../submission/find-answer.ts";
import { studentFiles } from "../submission/student-files.ts";
import { gradingKey, hashOf, runHash } from "./grading-key.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "headgate-key-"));
  return () => rmSync(root, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  const whole = join(root, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
}

function key(...rest: string[]): string {
  const files = studentFiles(root);
  return gradingKey(files, findAnswer(files, "make", "", ["make"]), rest);
}

const cell = (source: string): object => ({ cell_type: "code", metadata: {}, source });
const notebook = (...sources: string[]): string =>
  JSON.stringify({ cells: [...sources, 'check("make", { make })'].map(cell) });

describe("gradingKey", () => {
  test("changes with the answer, where it lies, and what the grading rests on", () => {
    put("make.ts", "export const make = 1;");
    const first = key("run", "exercise");
    expect(key("run", "exercise")).toBe(first);
    const others = [key("run2", "exercise"), key("run", "exercise2"), key("rune", "xercise")];
    put("make.ts", "export const make = 2;");
    others.push(key("run", "exercise"));
    rmSync(join(root, "make.ts"));
    others.push(key("run", "exercise"));
    put("week/make.ts", "export const make = 1;");
    others.push(key("run", "exercise"));
    expect(new Set([first, ...others]).size).toBe(7);
  });

  test.each([
    'import "./part.ts";',
    "import '../x/part.js';",
    "await import(`./part`);",
    'import "\\x2e/part";',
    'import ".\\x2fpart";',
  ])("changes with every file where the answer says %s", (line) => {
    put("make.ts", `${line} export const make = 1;`);
    put("deep/part.ts", "1");
    const before = key();
    put("deep/part.ts", "2");
    expect(key()).not.toBe(before);
  });

  test("does not change with files that the answer cannot import", () => {
    put("make.ts", 'import { System } from "headgate"; export const make = System;');
    const before = key();
    put("part.ts", "2");
    expect(key()).toBe(before);
  });

  test("changes with the cell and those before it, and with nothing else in the notebook", () => {
    put("a.ipynb", notebook("const n = 1;", "const make = n;"));
    const before = key();
    put("a.ipynb", notebook("const n = 2;", "const make = n;"));
    expect(key()).not.toBe(before);
    const outputs = {
      ...(JSON.parse(notebook("const n = 1;", "const make = n;")) as object),
      metadata: 7,
    };
    put("a.ipynb", JSON.stringify(outputs));
    expect(key()).toBe(before);
  });
});

test("hashOf tells texts apart by where one ends", () => {
  expect(hashOf("ab", "c")).not.toBe(hashOf("a", "bc"));
});

test("runHash changes with the jail and with each limit", () => {
  put("jail.cjs", "1");
  const settings = {
    jailScript: join(root, "jail.cjs"),
    wall: "process",
    timeLimitMs: 1,
    heapMb: 1,
  };
  const hashes = [
    runHash(settings),
    runHash({ ...settings, wall: "namespaces" }),
    runHash({ ...settings, timeLimitMs: 2 }),
    runHash({ ...settings, heapMb: 2 }),
  ];
  put("jail.cjs", "2");
  hashes.push(runHash(settings));
  expect(new Set(hashes).size).toBe(5);
});
