import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exercisesIn, findExercise } from "@headgate/check/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { courseFolder } from "../course-folder.ts";
import { freshJailScript } from "../jail/jail.fixture.ts";
import { ownYard } from "../jail/jail-yard.ts";
import { leakProblems } from "../proof/leak-problems.ts";
import { proofOf } from "../proof/proof-of.ts";
import { treeProblems } from "../proof/tree-problems.ts";
import { typeProblems } from "../proof/type-problems.ts";
import { newExercise } from "./new-exercise.ts";

const script = freshJailScript();

/** A course of two chapters and no exercise. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "headgate-new-"));
  for (const folder of ["exercises", "solutions", "course/chapters"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const name of ["01-one", "02-two"]) {
    const text = "---\ntitle: One\nexercises: []\n---\n";
    writeFileSync(join(root, "course/chapters", `${name}.md`), text);
  }
  const shared = [
    "package.json",
    "tsconfig.base.json",
    "exercises/tsconfig.json",
    "exercises/points.d.ts",
  ];
  for (const path of [...shared, "solutions/tsconfig.json"])
    copyFileSync(join(courseFolder, path), join(root, path));
  symlinkSync(join(courseFolder, "node_modules"), join(root, "node_modules"), "junction");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("newExercise", () => {
  test("makes an exercise that holds as it is", { timeout: 60_000 }, async () => {
    expect(newExercise(root, { slug: "who-rings" })).toEqual({
      slug: "who-rings",
      folder: "02-who-rings",
      chapter: 2,
      title: "Who rings",
      chapterFile: "course/chapters/02-two.md",
    });
    const exercises = exercisesIn(root);
    expect(treeProblems(root, exercises)).toEqual([]);
    expect(await leakProblems(root, exercises)).toEqual([]);
    expect(typeProblems(root)).toEqual([]);
    const yard = ownYard({ heapMb: 256 }, script.path);
    try {
      expect(await proofOf(findExercise(exercises, "who-rings"), yard)).toMatchObject({
        problems: [],
        entries: [],
        told: expect.stringMatching(/^(\d+)\/\1 changes/),
      });
    } finally {
      yard.close();
    }
  });

  test("takes a chapter and a title, and lacks only the chapter's word for it", () => {
    const chapter = join(root, "course/chapters/02-two.md");
    newExercise(root, { slug: "second", title: 'Say "ring", loudly' });
    writeFileSync(chapter, "---\ntitle: Two\nexercises: [second]\n---\n");
    newExercise(root, { slug: "first", chapter: 1 });
    const exercises = exercisesIn(root);
    expect(exercises.map(({ folder, title }) => [folder, title])).toEqual([
      ["01-first", "First"],
      ["02-second", 'Say "ring", loudly'],
    ]);
    expect(treeProblems(root, exercises)).toEqual([
      "exercises/01-first is not named by the chapter it belongs to, 1.",
    ]);
  });

  test.each(["Counter", "2nd", "a b", "a--b", "-a", "../a", "a/b", "", "x".repeat(41), "é"])(
    "refuses the slug %j and writes nothing",
    (slug) => {
      expect(() => newExercise(root, { slug })).toThrow("Expected the slug to be");
      expect(exercisesIn(root)).toEqual([]);
    },
  );

  test("never writes over anything", () => {
    newExercise(root, { slug: "taken", chapter: 1 });
    const stub = join(root, "exercises/01-taken/taken.ts");
    writeFileSync(stub, "mine");
    expect(() => newExercise(root, { slug: "taken", chapter: 2 })).toThrow(
      "There is exercises/01-taken already; nothing was written.",
    );
    expect(readFileSync(stub, "utf8")).toBe("mine");
    mkdirSync(join(root, "solutions/02-half"));
    expect(() => newExercise(root, { slug: "half" })).toThrow("There is solutions/02-half already");
    expect(existsSync(join(root, "exercises/02-half"))).toBe(false);
  });

  test("says which chapters there are", () => {
    expect(() => newExercise(root, { slug: "a", chapter: 9 })).toThrow(
      "There is no chapter 9; there are 1, 2.",
    );
    rmSync(join(root, "course"), { recursive: true });
    expect(() => newExercise(root, { slug: "a" })).toThrow("There is no chapter");
  });

  test.each(["", "  ", "two\nlines", "x".repeat(81)])("refuses the title %j", (title) => {
    expect(() => newExercise(root, { slug: "a", title })).toThrow("Expected `--title`");
  });
});
