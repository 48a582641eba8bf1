import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCourse } from "./course.ts";
import { fixtureWith } from "./repository-copy.test-data.ts";
import { asksTable, compareTables, misconceptionsTable, writeTables } from "./tables.ts";

const rows = (table: string): string =>
  table
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .join("\n");

test("asksTable says where each ask is met, or which chapter is to come", () => {
  expect(rows(asksTable(readCourse(fixtureWith())))).toMatchInlineSnapshot(`
    "| id | what users say | threads | met in chapter |
    | --- | --- | --- | --- |
    | U-1 | My tap is open, and nothing comes. | [thread](https://example.org/1) | 1, *Look*; 1, exercise *Open a tap* |
    | U-2 | How deep is my basin? |  | 1, *Look*; 2, to come |
    | U-3 | Who pays for the water? |  | 9, to come |"
  `);
});

test("misconceptionsTable says where each is confronted in the text and by questions", () => {
  expect(rows(misconceptionsTable(readCourse(fixtureWith())))).toMatchInlineSnapshot(`
    "| id | as a reader would say it | text and runs | questions |
    | --- | --- | --- | --- |
    | M-1 | Water waits in the pipe. | 1, *What a basin is* | 1, *How deep?*; 1, question 1 of the quiz; 1, question 2 of the quiz; 1, question 3 of the quiz; 1, question 4 of the quiz; 1, question 5 of the quiz |
    | M-2 | A larger basin never overflows. | 1, *What a basin is* | 1, question 5 of the quiz |
    | M-3 | The tap knows the level. | 1, *What a basin is* | 1, *How deep?* |
    | M-4 | Rain is a tap. | 7, to come |  |"
  `);
});

test("writeTables writes what compareTables misses", () => {
  const root = fixtureWith();
  const course = readCourse(root);
  const paths = ["course/asks.md", "course/misconceptions.md"];
  expect(compareTables(root, course)).toEqual(
    paths.map((path) => `${path} differs from what the chapters say: run \`npm run notebooks\``),
  );
  expect(writeTables(root, course)).toEqual(paths.map((path) => `Wrote ${path}`));
  expect(compareTables(root, course)).toEqual([]);
  expect(writeTables(root, course)).toEqual([]);
  writeFileSync(join(root, paths[1]!), misconceptionsTable(course).replace("Rain", "Snow"));
  expect(compareTables(root, course)).toEqual([expect.stringContaining(`${paths[1]} differs`)]);
});

test("a learner edition has the table of asks alone", () => {
  const root = fixtureWith();
  writeFileSync(join(root, "edition.json"), JSON.stringify({ edition: "learner", stubs: {} }));
  expect(writeTables(root, readCourse(root))).toEqual(["Wrote course/asks.md"]);
  expect(compareTables(root, readCourse(root))).toEqual([]);
});
