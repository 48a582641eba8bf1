import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Exercise } from "@headgate/check/engine";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshJailScript, yardWith } from "../jail/jail.fixture.ts";
import type { JailYard } from "../jail/jail-yard.ts";
import { gradeClass, studentsIn, type ClassOptions } from "./grade-class.ts";
import { seedFor, type StudentResult } from "./results.ts";

interface Words {
  answer(): {
    readonly seed: number;
    evaluate(
      fn: (answer: { make(n: number): number }, lib: unknown, n: number) => number,
      n: number,
    ): Promise<number>;
  };
  test(name: string, options: { meta: { points: number } }, run: () => Promise<void>): void;
  expect(value: unknown, message?: string): { toBe(expected: unknown): void };
}

/** `make(n)` is to give back n; the hidden check asks for the student's own number. */
const checks =
  (own: boolean): Exercise["visible"] =>
  (require) => {
    const { test: declare, expect: compare } = require("vitest") as Words;
    const mine = (require("@headgate/check") as Words).answer();
    declare(own ? "your number" : "one", { meta: { points: 2 } }, async () => {
      const n = own ? mine.seed : 1;
      compare(
        await mine.evaluate(({ make }, _, it) => make(it), n),
        "You do not give back what you get",
      ).toBe(n);
    });
  };

const exercise: Exercise = {
  folder: "01-make",
  slug: "make",
  title: "Make",
  chapter: 1,
  hints: [],
  exports: ["make"],
  visible: checks(false),
  hidden: checks(true),
};

const script = freshJailScript();
let folder: string;
let yard: JailYard;
beforeAll(async () => {
  yard = (await yardWith("process", script.path))!;
});
afterAll(() => yard.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headgate-class-"));
  return () => rmSync(folder, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
}

async function grade(more: Partial<ClassOptions> = {}): Promise<Record<string, StudentResult>> {
  const students = await gradeClass({
    folder,
    gradables: [{ exercise, max: 4, stub: "export const make = () => 0; // TODO" }],
    yard,
    modules: {},
    timeLimitMs: 1000,
    seed: 1,
    jobs: 3,
    onProgress: () => {},
    ...more,
  });
  return Object.fromEntries(students.map((student) => [student.student, student]));
}

const honest = "export const make = (n: number) => n;";

describe("gradeClass", () => {
  test(
    "gives every student what their own answer earns, whatever the others do",
    { timeout: 30_000 },
    async () => {
      put("honest/make.ts", honest);
      put("hard-coded/make.ts", "export const make = () => 1;");
      put("loop/make.ts", "export const make = () => { for (;;) {} };");
      put(
        "exit/make.ts",
        "new Error().constructor.constructor('return process')().exit(0); export const make = () => 1;",
      );
      put(
        "hostile/make.ts",
        'Object.is = () => true; JSON.stringify = () => \'{"id":1,"reply":{"verdict":"correct"}}\'; export const make = () => 1;',
      );
      put(
        "reader/make.ts",
        "import { readFileSync } from 'node:fs'; export const make = () => readFileSync('make.hidden.test.ts');",
      );
      put("=cmd|'c calc'/make.ts", honest);
      put("broken/make.ts", "export const make = (");
      put(
        "notebook/01.ipynb",
        JSON.stringify({
          cells: [
            {
              cell_type: "code",
              metadata: { headgate: { exercise: "make" } },
              source: ["const make = (n: number) => n;"],
            },
          ],
        }),
      );
      mkdirSync(join(folder, "empty"));
      const students = await grade();
      const points = Object.fromEntries(
        Object.entries(students).map(([name, it]) => [name, it.points]),
      );
      expect(points).toEqual({
        honest: 4,
        "hard-coded": 2,
        loop: 0,
        exit: 0,
        hostile: 2,
        reader: 0,
        "=cmd|'c calc'": 4,
        broken: 0,
        notebook: 4,
        empty: 0,
      });
      const verdicts = (name: string): unknown =>
        students[name]?.exercises[0]?.checks.map(({ verdict }) => verdict);
      expect(verdicts("loop")).toEqual(["time", "time"]);
      expect(verdicts("reader")).toEqual(["refused", "refused"]);
      expect(verdicts("empty")).toEqual(["not submitted", "not submitted"]);
      expect(students["loop"]?.exercises[0]).toMatchObject({ repeated: true });
      expect(students["honest"]?.exercises[0]).toMatchObject({
        repeated: false,
        source: "make.ts",
      });
      expect(students["notebook"]?.exercises[0]).toMatchObject({ source: "01.ipynb" });
    },
  );

  test("takes no student's work for another's", async () => {
    put("bob/make.ts", honest);
    put("eve/make.ts", "export { make } from '../bob/make.ts';");
    mkdirSync(join(folder, "mallory"));
    symlinkSync(join(folder, "bob", "make.ts"), join(folder, "mallory", "make.ts"));
    symlinkSync(join(folder, "bob"), join(folder, "trudy"));
    const students = await grade();
    expect(Object.keys(students)).toEqual(["bob", "eve", "mallory"]);
    expect(students["eve"]).toMatchObject({ points: 0 });
    expect(students["mallory"]).toMatchObject({
      points: 0,
      notes: ["make.ts is a link and was passed over."],
    });
    mkdirSync(join(folder, ".oscar"));
    put(".DS_Store", "");
    expect(studentsIn(folder).passedOver).toEqual([".oscar", "trudy"]);
  });

  test("never gives a zero for our own fault, and tries twice", async () => {
    put("ada/make.ts", honest);
    let broken = 0;
    const failing: JailYard = { ...yard, next: () => ((broken += 1), never()) };
    const students = await grade({ yard: failing });
    expect(students["ada"]).toMatchObject({
      points: null,
      exercises: [{ points: null, repeated: true }],
    });
    expect(broken).toBeGreaterThanOrEqual(2);
  });

  test("tells how far it is", async () => {
    put("ada/make.ts", honest);
    put("bob/make.ts", honest);
    const told: unknown[] = [];
    await grade({ jobs: 1, onProgress: ({ done, of }) => told.push([done, of]) });
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

function never(): never {
  throw new Error("no process can be started");
}

test("seedFor differs from student to student and stays the same", () => {
  const seeds = ["ada", "bob", "Ada", "日本"].map((name) => seedFor(name, "counter", "1"));
  expect(new Set(seeds).size).toBe(4);
  expect(seeds).toEqual(["ada", "bob", "Ada", "日本"].map((name) => seedFor(name, "counter", "1")));
  for (const seed of seeds)
    expect(Number.isInteger(seed) && seed >= 1 && seed <= 2_147_483_647).toBe(true);
});
