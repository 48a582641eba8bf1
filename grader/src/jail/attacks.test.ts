import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runExercise, type CheckResult, type Exercise } from "@headgate/check/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleAnswer } from "../submission/bundle-answer.ts";
import { freshJailScript, yardWith } from "./jail.fixture.ts";
import type { JailYard } from "./jail-yard.ts";
import { jailedHost } from "./jailed-host.ts";
import type { WallName } from "./walls.ts";

interface Words {
  answer(): { evaluate(fn: (answer: { make(): unknown }) => unknown): Promise<unknown> };
  test(name: string, run: () => Promise<void>): void;
  expect(value: unknown, message?: string): { toEqual(expected: unknown): void };
}

/** Three checks that call `make` and compare: enough to see which of them an attack costs. */
const exercise: Exercise = {
  folder: "01-make",
  slug: "make",
  title: "Make",
  chapter: 1,
  hints: [],
  exports: ["make"],
  visible: (require) => {
    const { test: declare, expect: compare } = require("vitest") as Words;
    const mine = (require("@headgate/check") as Words).answer();
    for (const name of ["first", "second", "third"]) {
      declare(name, async () =>
        compare(await mine.evaluate(({ make }) => make()), "not it").toEqual([1, 2, 3]),
      );
    }
  },
};

const script = freshJailScript();
const folder = mkdtempSync(join(tmpdir(), "headgate-attacks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function attack(
  yard: JailYard,
  source: string,
  timeLimitMs = 800,
): Promise<readonly CheckResult[]> {
  const path = join(folder, "make.ts");
  writeFileSync(path, source);
  const bundled = await bundleAnswer({ root: folder, path, exports: ["make"] });
  if ("verdict" in bundled) {
    const evaluate = async () => ({ outcome: "no answer", ...bundled }) as const;
    return (await runExercise({ exercise, host: { seed: 1, evaluate }, modules: {} })).checks;
  }
  const host = jailedHost({
    code: bundled.code,
    seed: 1,
    timeLimitMs,
    nextJail: () => yard.next(),
  });
  try {
    return (await runExercise({ exercise, host, modules: {} })).checks;
  } finally {
    host.close();
  }
}

const verdicts = (checks: readonly CheckResult[]): string[] => checks.map(({ verdict }) => verdict);
const same = (verdict: string): string[] => [verdict, verdict, verdict];

/** What is wrong stays wrong: name, source, expected verdicts. */
const attacks: [string, string, string[]][] = [
  ["an honest answer", "export const make = () => [1, 2, 3];", same("correct")],
  ["an honest wrong answer", "export const make = () => [3];", same("wrong")],
  [
    "a forged matcher",
    "export const make = () => ({ $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true });",
    same("wrong"),
  ],
  [
    "a thenable",
    "export const make = () => ({ then: (done) => done({ then: 1 }) });",
    same("wrong"),
  ],
  [
    "a proxy that throws when it is awaited",
    "export const make = () => new Proxy([], { get: () => { throw 1; } });",
    same("error"),
  ],
  [
    "a proxy that throws when it is copied",
    "export const make = () => new Proxy([], { ownKeys: () => { throw 2; }, getOwnPropertyDescriptor: () => { throw 3; } });",
    same("wrong"),
  ],
  [
    "a cycle",
    "export const make = () => { const a: unknown[] = [1]; a.push(a); return a; };",
    same("output"),
  ],
  [
    "a getter",
    "export const make = () => ({ get 0() { return 1; }, get length() { return 3; } });",
    same("wrong"),
  ],
  [
    "patched built-ins",
    "Object.is = () => true; Array.prototype.every = () => true; JSON.stringify = () => '{}'; JSON.parse = () => ({}); export const make = () => [3];",
    same("wrong"),
  ],
  [
    "patched promises",
    "Promise.prototype.then = function () { return this; }; export const make = () => [3];",
    [],
  ],
  [
    "a polluted prototype",
    "Object.prototype.pass = true; Object.prototype.verdict = 'correct'; export const make = () => [3];",
    same("wrong"),
  ],
  [
    "a polluting key",
    'export const make = () => JSON.parse(\'{"__proto__": [1, 2, 3], "length": 3}\');',
    same("wrong"),
  ],
  ["a throw", "export const make = () => { throw new Error('no'); };", same("error")],
  [
    "a throw of what is no error",
    "export const make = () => { throw { then: () => {}, get message() { throw 1; } }; };",
    same("error"),
  ],
  [
    "a throw at the top",
    "throw new RangeError('top'); export const make = () => 1;",
    same("error"),
  ],
  ["no export", "export const other = 1;", same("error")],
  ["a syntax error", "export const make = ( => 1;", same("error")],
  ["exit at the top", "process.exit(0); export const make = () => [1, 2, 3];", same("error")],
  [
    "exit by the constructor",
    "export const make = () => { const p = (0, eval)('this').process; p.exit(0); };",
    same("error"),
  ],
  [
    "a stack overflow",
    "export const make = () => { const f = (): unknown => f(); return f(); };",
    same("error"),
  ],
  ["an endless loop at the top", "for (;;) {} export const make = () => 1;", same("time")],
  ["an endless loop", "export const make = () => { for (;;) {} };", ["time", "time", "not run"]],
  [
    "an endless loop of microtasks",
    "export const make = () => { const go = (): Promise<void> => Promise.resolve().then(go); return go(); };",
    [],
  ],
  [
    "a promise nobody resolves",
    "export const make = () => new Promise(() => {});",
    ["time", "time", "not run"],
  ],
  [
    "timers without end",
    "setInterval(() => {}, 1); export const make = () => [1, 2, 3];",
    same("correct"),
  ],
  [
    "a huge result",
    "export const make = () => Array.from({ length: 1e6 }, (_, n) => n);",
    same("output"),
  ],
  ["a long string", "export const make = () => 'x'.repeat(2e7);", same("output")],
  [
    "a deep result",
    "export const make = () => { let a: unknown = 1; for (let n = 0; n < 5000; n++) a = [a]; return a; };",
    same("output"),
  ],
  [
    "a value that unfolds without end",
    "export const make = () => { let a: unknown = 1; for (let n = 0; n < 20; n++) { const b = a; a = Array.from({ length: 100 }, () => b); } return a; };",
    same("output"),
  ],
  [
    "a long message",
    "export const make = () => { throw new Error('x'.repeat(2e7)); };",
    same("error"),
  ],
  [
    "a late throw",
    "export const make = () => new Promise(() => { setTimeout(() => { throw new Error('late'); }, 1); });",
    same("error"),
  ],
  [
    "a rejection nobody awaits",
    "export const make = () => { Promise.reject(new Error('lost')); return [1, 2, 3]; };",
    same("correct"),
  ],
  [
    "an import of a builtin",
    "import fs from 'node:fs'; export const make = () => fs.readdirSync('/');",
    same("refused"),
  ],
  [
    "a required builtin",
    "export const make = () => require('node:fs').readdirSync('/');",
    same("refused"),
  ],
  [
    "an import of vitest",
    "import { expect } from 'vitest'; expect.extend({}); export const make = () => 1;",
    same("refused"),
  ],
  [
    "an import by a name put together",
    "export const make = async () => (await import('node:' + 'fs')).readdirSync('/');",
    same("refused"),
  ],
  [
    "an import by name at run time",
    "const name = ['node', 'fs'].join(':'); export const make = async () => (await import(name)).readdirSync('/');",
    same("error"),
  ],
  [
    "an import out of a text",
    "export const make = () => new Function('return import(\"node:fs\")')();",
    same("error"),
  ],
  [
    "an import out of an indirect text",
    "export const make = () => (0, eval)('import(\"node:fs\")');",
    same("error"),
  ],
];

/** The rest of the walls must hold the same submissions; a few of each kind show that they are the same. */
const fewAttacks = attacks.filter(([name]) =>
  /honest|exit|out of a text|endless loop$|proxy/.test(name),
);

describe.each([
  ["namespaces", attacks],
  ["permissions", fewAttacks],
  ["process", attacks.filter((it) => !fewAttacks.includes(it)).slice(0, 3)],
] as const)("behind the wall %s", (name: WallName, chosen) => {
  let yard: JailYard | undefined;
  beforeAll(async () => {
    yard = await yardWith(name, script.path);
    // Where there is no bubblewrap, the next wall stands for it.
    yard ??= await yardWith("permissions", script.path);
  });
  afterAll(() => yard?.close());

  test.each(chosen)("%s", async (_, source, expected) => {
    const found = verdicts(await attack(yard!, source));
    if (expected.length > 0) expect(found).toEqual(expected);
    else expect(found).not.toContain("correct");
  });

  test("a bomb of objects ends for want of memory", { timeout: 60_000 }, async () => {
    const source =
      "export const make = () => { const all: unknown[] = []; for (;;) all.push(new Array(1e5).fill({})); };";
    expect(verdicts(await attack(yard!, source, 20_000))).toEqual(["memory", "memory", "not run"]);
  });

  test("a bomb of buffers ends for want of memory", { timeout: 60_000 }, async () => {
    const source =
      "export const make = () => { const all = []; for (;;) all.push(new Uint8Array(32e6).fill(1)); };";
    const found = verdicts(await attack(yard!, source, 20_000));
    expect(found[0]).toBe("memory");
    expect(found).not.toContain("correct");
  });
});

test("a flood of output is cut and costs nothing else", { timeout: 30_000 }, async () => {
  const yard = await yardWith("process", script.path);
  const source =
    "export const make = () => { for (let n = 0; n < 5e4; n++) console.log('flood', n); return [1, 2, 3]; };";
  const checks = await attack(yard!, source, 5000);
  yard!.close();
  expect(verdicts(checks)).toEqual(same("correct"));
  expect(checks[0]?.console.length).toBeLessThan(70_000);
  expect(checks[0]?.console).toMatch(/… and \d+ more lines\n$/);
});

test("a killed submission leaves the next one alone", async () => {
  const yard = await yardWith("process", script.path);
  const honest = "export const make = () => [1, 2, 3];";
  await attack(yard!, "export const make = () => { for (;;) {} };", 200);
  expect(verdicts(await attack(yard!, honest))).toEqual(same("correct"));
  await attack(yard!, "Array.prototype.push = () => 0; export const make = () => [1, 2, 3];");
  expect(verdicts(await attack(yard!, honest))).toEqual(same("correct"));
  yard!.close();
});
