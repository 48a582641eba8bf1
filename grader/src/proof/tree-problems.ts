import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExerciseSource } from "@headgate/check/node";
import { parse } from "yaml";
import { equivalentsFile } from "./equivalent-mutants.ts";

/** What may lie beside the exercises' folders. */
const besideExercises = ["README.md", "points.d.ts", "tsconfig.json", "vitest.config.ts"];
const besideSolutions = ["README.md", "tsconfig.json"];

/** What is wrong with the trees of exercises and solutions, the front matter, and the chapters that name exercises. */
export function treeProblems(root: string, exercises: readonly ExerciseSource[]): string[] {
  const folders = exercises.map(({ folder }) => folder);
  return [
    ...unexpected(join(root, "exercises"), "exercises", [...folders, ...besideExercises]),
    ...unexpected(join(root, "solutions"), "solutions", [...folders, ...besideSolutions]),
    ...exercises.flatMap((exercise) => folderProblems(root, exercise)),
    ...exercises.flatMap(frontMatterProblems),
    ...doubles(exercises.map(({ slug }) => slug)).map(
      (slug) => `Two exercises have the slug "${slug}".`,
    ),
    ...chapterProblems(root, exercises),
  ];
}

function folderProblems(root: string, { folder, slug }: ExerciseSource): string[] {
  const here = join("exercises", folder);
  const there = join("solutions", folder);
  const wrong = join(root, there, "wrong");
  return [
    ...exactly(join(root, here), here, ["README.md", `${slug}.ts`, `${slug}.test.ts`]),
    ...exactly(
      join(root, there),
      there,
      [`${slug}.ts`, `${slug}.hidden.test.ts`, "wrong"],
      [equivalentsFile],
    ),
    ...namesIn(wrong)
      .filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name))
      .map(
        (name) =>
          `${there}/wrong/${name} is not expected there; a wrong answer is named misconception.ts in small letters.`,
      ),
  ];
}

function exactly(
  path: string,
  shown: string,
  expected: readonly string[],
  allowed: readonly string[] = [],
): string[] {
  const missing = expected.filter((name) => !existsSync(join(path, name)));
  return [
    ...missing.map((name) => `${shown}/${name} is missing.`),
    ...unexpected(path, shown, [...expected, ...allowed]),
  ];
}

function unexpected(path: string, shown: string, expected: readonly string[]): string[] {
  return namesIn(path)
    .filter((name) => !expected.includes(name))
    .map((name) => `${shown}/${name} is not expected there.`);
}

function namesIn(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : [];
}

function frontMatterProblems(exercise: ExerciseSource): string[] {
  const { folder, chapter, minutes, difficulty, hints, points, statement, slug } = exercise;
  const where = `exercises/${folder}/README.md`;
  const problems: string[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) problems.push(`${where}: ${what}.`);
  };
  expect(
    chapter === Number(folder.split("-")[0]),
    `\`chapter\` is ${chapter}, but the folder says ${folder.split("-")[0]}`,
  );
  expect(
    Number.isInteger(minutes) && minutes >= 1 && minutes <= 120,
    "`minutes` must be a whole number from 1 to 120",
  );
  expect([1, 2, 3].includes(difficulty), "`difficulty` must be 1, 2 or 3");
  expect(
    hints.length === 3,
    `expected three hints (the idea, the part, the code), got ${hints.length}`,
  );
  expect(new Set(hints).size === hints.length, "two hints are the same");
  expect(Number.isInteger(points) && points > 0, "`points` must be a whole number from 1 up");
  expect(statement.length >= 100, "the statement is missing");
  expect(!/^\d/.test(slug), "the slug must not begin with a number");
  return problems;
}

/** Each exercise belongs to the chapter of its number, and each chapter names exercises that exist. */
function chapterProblems(root: string, exercises: readonly ExerciseSource[]): string[] {
  const folder = join(root, "course", "chapters");
  const problems: string[] = [];
  const named = new Map<string, number>();
  for (const file of namesIn(folder)
    .filter((name) => /^\d+-.*\.md$/.test(name))
    .sort()) {
    const [, head = ""] =
      /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(join(folder, file), "utf8")) ?? [];
    const slugs = (parse(head) as { exercises?: unknown } | null)?.exercises ?? [];
    for (const slug of Array.isArray(slugs) ? (slugs as unknown[]) : []) {
      if (typeof slug !== "string" || !exercises.some((it) => it.slug === slug)) {
        problems.push(
          `course/chapters/${file} names the exercise "${String(slug)}", which does not exist.`,
        );
      } else named.set(slug, Number.parseInt(file, 10));
    }
  }
  for (const { slug, folder: place, chapter } of exercises) {
    if (named.size > 0 && named.get(slug) !== chapter) {
      problems.push(`exercises/${place} is not named by the chapter it belongs to, ${chapter}.`);
    }
  }
  return problems;
}

function doubles(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
