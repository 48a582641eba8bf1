import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { localHost } from "../local-host.ts";
import { runExercise } from "../run-exercise.ts";
import { checkFileText } from "./check-file-text.ts";
import { exportsUsed } from "./exports-used.ts";
import { exercisesIn, findExercise, type ExerciseSource } from "./exercises-in.ts";
import { loadExercise } from "./load-exercise.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "headgate-course-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string): string {
  const whole = join(root, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

const front = (more = ""): string =>
  `---\ntitle: One\nchapter: 1\npoints: 3\nminutes: 5\ndifficulty: 1\nhints: [a, b, c]\n${more}---\n\nThe statement.\n`;
const checks = `
import { week } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";
const mine = answer(() => import("./one.ts"));
const expected: number = week.length;
test("a", { meta: { points: 2 } }, async () => {
  expect(await mine.evaluate(({ one }: { one: number }) => one)).toBe(expected);
});
`;

const one = (): ExerciseSource => findExercise(exercisesIn(root), "one");

function course(): void {
  put("exercises/01-one/README.md", front());
  put("exercises/01-one/one.ts", "export const one: number = 1; // TODO\nexport type Two = 2;\n");
  put("exercises/01-one/one.test.ts", checks);
  put("exercises/02-unfinished/README.md", front());
  put("exercises/notes/README.md", "no exercise");
}

describe("exercisesIn", () => {
  test("reads what each folder holds and passes over what is none", () => {
    course();
    expect(exercisesIn(root)).toMatchObject([
      {
        folder: "01-one",
        slug: "one",
        title: "One",
        hints: ["a", "b", "c"],
        points: 3,
        statement: "The statement.",
      },
    ]);
  });

  test("are in the order in which the chapter poses them, the easier first where it does not", () => {
    course();
    for (const [slug, difficulty] of [
      ["hard", 3],
      ["plain", 2],
    ] as const) {
      put(
        `exercises/01-${slug}/README.md`,
        front().replace("difficulty: 1", `difficulty: ${difficulty}`),
      );
      put(`exercises/01-${slug}/${slug}.test.ts`, checks);
    }
    const slugs = (): string[] => exercisesIn(root).map(({ slug }) => slug);
    expect(slugs()).toEqual(["one", "plain", "hard"]);
    put("course/chapters/01-a.md", "---\ntitle: A\nexercises: [hard, one]\n---\n\nText.\n");
    put("course/chapters/02-draft.md", "---\ntitle: [\n---\n");
    expect(slugs()).toEqual(["hard", "one", "plain"]);
  });

  test.each([
    ["no front matter", "exercises/01-one/README.md must begin with front matter"],
    [front().replace("points: 3", "points: many"), "expected `points` to be a number, got `many`"],
    [front().replace("title: One", "title: 3"), "expected a `title`"],
    [front().replace("[a, b, c]", "a"), "expected `hints` to be a list"],
  ])("says what is wrong with %j", (text, sentence) => {
    course();
    put("exercises/01-one/README.md", text);
    expect(() => exercisesIn(root)).toThrow(sentence);
  });

  test("says that there is no course", () => {
    expect(() => exercisesIn(root)).toThrow('There is no folder "exercises"');
  });

  test.each(["one", "01-one", "exercises/01-one", "./exercises/01-one/one.ts", " one "])(
    "findExercise knows %j",
    (typed) => {
      course();
      expect(findExercise(exercisesIn(root), typed).slug).toBe("one");
    },
  );
});

test("exportsUsed reads the names off the functions that are evaluated", () => {
  const text = `
    mine.evaluate(async ({ counter, gate: other }, { System }) => 1);
    mine.evaluate(({ counter = 1 }, _lib, { asks }) => 2);
    mine.evaluate((answer) => 3);`;
  expect(exportsUsed(text)).toEqual(["counter", "gate"]);
});

describe("a bundled check file", () => {
  const modules = { "@headgate/quakes": { week: { length: 7 } } };

  test("runs on what it is given, and knows what the answer must export", async () => {
    course();
    const exercise = await loadExercise(one(), modules);
    expect(exercise.exports).toEqual(["one"]);
    const run = (one: number) =>
      runExercise({
        exercise,
        host: localHost({ exports: { one }, lib: {} }),
        modules,
        trusted: true,
      });
    expect(await run(7)).toMatchObject({ points: 2, max: 2, pointsAtGrading: 1 });
    expect(await run(8)).toMatchObject({ points: 0, checks: [{ expected: "7", got: "8" }] });
  });

  test("does not need the answer to be whole", async () => {
    course();
    put("exercises/01-one/one.ts", "export const ( half a");
    expect(await loadExercise(one(), modules)).toMatchObject({ exports: ["one"] });
  });

  test("counts its hidden checks", async () => {
    course();
    put(
      "solutions/01-one/one.hidden.test.ts",
      checks.replace("./one.ts", "../../exercises/01-one/one.ts"),
    );
    expect(await loadExercise(one(), modules)).toMatchObject({ hiddenCount: 1, points: 3 });
  });

  test("in a learner edition, takes the number of its hidden checks from there", async () => {
    course();
    const said = { edition: "learner", hiddenChecks: { one: 4 }, stubs: { one: "// TODO" } };
    put("edition.json", JSON.stringify(said));
    expect(one()).toMatchObject({ hiddenCount: 4, handedOut: "// TODO" });
    const exercise = await loadExercise(one(), modules);
    expect(exercise).toMatchObject({ hiddenCount: 4 });
    expect(exercise.hidden).toBeUndefined();
    put("edition.json", "half a");
    expect(await loadExercise(one(), modules)).not.toHaveProperty("hiddenCount");
  });

  test("names the closed-over name as its author wrote it", async () => {
    course();
    put(
      "exercises/01-one/one.test.ts",
      checks.replace("({ one }: { one: number }) => one", "() => week.length + expected"),
    );
    const exercise = await loadExercise(one(), modules);
    const report = await runExercise({
      exercise,
      host: localHost({ exports: {}, lib: {} }),
      modules,
      trusted: true,
    });
    expect(report.checks[0]).toMatchObject({
      verdict: "internal",
      message: expect.stringContaining("uses `week` inside `evaluate`"),
    });
  });

  test("holds nothing of the answer and nothing of the disk", async () => {
    course();
    const text = await checkFileText(join(root, "exercises/01-one/one.test.ts"));
    expect(text).not.toContain("TODO");
    expect(text).not.toContain(root);
  });

  test.each(["node:fs", "./one.ts", "yaml", "@headgate/check/node"])(
    "may not import %s",
    async (name) => {
      const path = put(
        "exercises/01-one/one.test.ts",
        `import * as it from "${name}"; console.log(it);`,
      );
      await expect(checkFileText(path)).rejects.toThrow(`may not import`);
    },
  );
});
