import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Exercise } from "@headgate/check/engine";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freshJailScript, yardWith } from "../jail/jail.fixture.ts";
import type { JailYard } from "../jail/jail-yard.ts";
import type { Submission } from "../intake/intake.ts";
import { gradeClass, type ClassOptions } from "./grade-class.ts";
import type { GradedAttempt } from "./grade-student.ts";
import { Journal } from "./journal.ts";
import { seedFor } from "./results.ts";

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

/** Each folder is a student's only attempt. */
function submissions(): Submission[] {
  return readdirSync(folder)
    .sort()
    .map((student) => ({
      student,
      name: student,
      attempts: [{ root: join(folder, student), label: student }],
      notes: [],
    }));
}

async function grade(more: Partial<ClassOptions> = {}): Promise<Record<string, GradedAttempt>> {
  const students = await gradeClass({
    submissions: submissions(),
    gradables: [{ exercise, max: 4, stub: "export const make = () => 0; // TODO", hash: "make" }],
    yard,
    modules: {},
    timeLimitMs: 1000,
    seed: 1,
    runHash: "run",
    attempt: "last",
    jobs: 3,
    onProgress: () => {},
    ...more,
  });
  return Object.fromEntries(
    students.map(({ submission, attempts }) => [submission.student, attempts.at(-1)!]),
  );
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
        Object.entries(students).map(([name, it]) => [name, it.gradings[0]?.earned]),
      );
      expect(points).toEqual({
        honest: 4,
        "hard-coded": 2,
        loop: 0,
        exit: 0,
        hostile: 0,
        reader: 0,
        "=cmd|'c calc'": 4,
        broken: 0,
        notebook: 4,
        empty: 0,
      });
      const verdicts = (name: string): unknown =>
        students[name]?.gradings[0]?.checks.map(({ verdict }) => verdict);
      expect(verdicts("loop")).toEqual(["time", "time"]);
      expect(verdicts("reader")).toEqual(["refused", "refused"]);
      expect(verdicts("empty")).toEqual(["not submitted", "not submitted"]);
      expect(students["loop"]?.gradings[0]).toMatchObject({ repeated: true });
      expect(students["honest"]?.gradings[0]).toMatchObject({
        repeated: false,
        source: "make.ts",
      });
      expect(students["notebook"]?.gradings[0]).toMatchObject({ source: "01.ipynb" });
    },
  );

  test("takes no student's work for another's", async () => {
    put("bob/make.ts", honest);
    put("eve/make.ts", "export { make } from '../bob/make.ts';");
    mkdirSync(join(folder, "mallory"));
    symlinkSync(join(folder, "bob", "make.ts"), join(folder, "mallory", "make.ts"));
    const students = await grade();
    expect(students["eve"]?.gradings[0]).toMatchObject({ earned: 0 });
    expect(students["mallory"]).toMatchObject({
      gradings: [{ earned: 0 }],
      notes: ["make.ts is a link and was passed over."],
    });
  });

  test("imports only what was found to belong to the submission", async () => {
    put("ada/make.ts", "export { make } from './part.ts';");
    put("ada/part.ts", honest);
    put("bob/make.ts", "export { make } from './node_modules/part.ts';");
    put("bob/node_modules/part.ts", honest);
    const students = await grade();
    expect(students["ada"]?.gradings[0]).toMatchObject({ earned: 4 });
    expect(students["bob"]?.gradings[0]?.checks[0]).toMatchObject({
      verdict: "refused",
      message: expect.stringContaining("node_modules/part.ts is not there, or was passed over"),
    });
  });

  test("never gives a zero for our own fault, tries twice, and does not write it down", async () => {
    put("ada/make.ts", honest);
    let broken = 0;
    const failing = { next: () => ((broken += 1), never()) };
    const written: unknown[] = [];
    const journal = { get: () => undefined, add: (entry: unknown) => void written.push(entry) };
    const students = await grade({ yard: failing, journal });
    expect(students["ada"]).toMatchObject({ gradings: [{ earned: null, repeated: true }] });
    expect(broken).toBeGreaterThanOrEqual(2);
    expect(written).toEqual([]);
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

  test("says of who handed in nothing that they handed in nothing", async () => {
    const nobody = { student: "zoe", name: "Zoe", attempts: [], notes: [] };
    const { zoe } = await grade({ submissions: [nobody] });
    expect(zoe).toMatchObject({ attempt: undefined, gradings: [{ earned: 0, source: null }] });
    expect(zoe?.gradings[0]?.checks.map(({ verdict }) => verdict)).toEqual([
      "not submitted",
      "not submitted",
    ]);
  });

  test("grades the last attempt, or all of them to choose from", async () => {
    put("ada/1/make.ts", honest);
    put("ada/2/make.ts", "export const make = () => 1;");
    const attempts = ["1", "2"].map((label) => ({ root: join(folder, "ada", label), label }));
    const ada = [{ student: "ada", name: "ada", attempts, notes: [] }];
    const options = { submissions: ada, attempt: "last" as const };
    expect((await grade(options))["ada"]).toMatchObject({
      attempt: { label: "2" },
      gradings: [{ earned: 2 }],
    });
    const told: number[] = [];
    await grade({ ...options, attempt: "best", onProgress: ({ of }) => told.push(of) });
    expect(told).toEqual([2, 2]);
  });
});

describe("gradeClass with a journal", () => {
  const known: number[] = [];
  const gradeWith = async (
    more: Partial<ClassOptions> = {},
  ): Promise<Record<string, GradedAttempt>> => {
    const journal = new Journal(join(folder, "..", `${basename(folder)}.jsonl`));
    known.length = 0;
    const onProgress: ClassOptions["onProgress"] = (it) => known.push(it.known);
    return grade({ journal, onProgress, ...more }).finally(() => journal.close());
  };
  afterEach(() => rmSync(`${folder}.jsonl`, { force: true }));

  test("runs only what has changed", async () => {
    put("ada/make.ts", honest);
    put("bob/make.ts", "export const make = () => 1;");
    const first = await gradeWith();
    const refusing = { next: never };
    expect(await gradeWith({ yard: refusing })).toEqual(first);
    expect(Math.max(...known)).toBe(2);
    put("bob/make.ts", honest);
    expect((await gradeWith())["bob"]?.gradings[0]).toMatchObject({ earned: 4 });
    expect(Math.max(...known)).toBe(1);
  });

  test("runs everything anew where the run rests on something else", async () => {
    put("ada/make.ts", honest);
    await gradeWith();
    for (const more of [{ runHash: "other" }, { seed: 2 }]) {
      await gradeWith(more);
      expect(known, JSON.stringify(more)).toEqual([0]);
    }
  });

  test("writes down what was stopped only when it has been run again", async () => {
    put("loop/make.ts", "export const make = () => { for (;;) {} };");
    const written: boolean[] = [];
    const journal = {
      get: () => undefined,
      add: ({ grading }: { grading: { repeated: boolean } }) => void written.push(grading.repeated),
    };
    await grade({ journal });
    expect(written).toEqual([true]);
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
