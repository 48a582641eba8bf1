import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkPromises, checkText } from "./check-course.ts";
import { readCourse } from "./course.ts";
import { compareNotebooks } from "./notebook-files.ts";
import { compareTables } from "./tables.ts";
import { typeCheck } from "./type-check.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

// Each list is of sentences: what they say is what is to be done. Cells are run by an end-to-end test.
describe("the course of this repository", () => {
  const course = readCourse(root);

  test("uses no word that it bans, and no cell does what tslab cannot", () => {
    expect(checkText(root, course).map((fault) => fault.message)).toEqual([]);
  });

  test("type-checks strictly, cell by cell", { timeout: 60_000 }, () => {
    expect(typeCheck(root, course.chapters).map((fault) => fault.message)).toEqual([]);
  });

  test("proves its rules, and takes up what the lists of asks and misconceptions give to it", () => {
    expect(checkPromises(root, course).map((fault) => fault.message)).toEqual([]);
  });

  test("is what the tables for authors say", () => {
    expect(compareTables(root, course)).toEqual([]);
  });

  test("is what the notebooks show, byte for byte", () => {
    expect(compareNotebooks(root, course, true)).toEqual([]);
  });
});
