import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { courseFolder } from "../course-folder.ts";
import { typeNotes } from "./type-notes.ts";

// Below the course, where `headgate` is found, and where nobody else looks.
const path = join(courseFolder, "grader", "dist", `type-notes-${process.pid}.ts`);
afterEach(() => rmSync(path, { force: true }));

test("typeNotes says what the compiler says of an answer, and nothing of a good one", async () => {
  writeFileSync(
    path,
    'import { System } from "headgate";\nexport const system: System = new System();\n',
  );
  expect(await typeNotes(courseFolder, path)).toEqual([]);
  writeFileSync(path, 'export const fine = 1;\nexport const counter: number = "one";\n');
  expect(await typeNotes(courseFolder, path)).toEqual([
    "line 2: Type 'string' is not assignable to type 'number'.",
  ]);
});

test("typeNotes has nothing to say when there is no time", async () => {
  writeFileSync(path, 'export const counter: number = "one";\n');
  expect(await typeNotes(courseFolder, path, 0)).toEqual([]);
});
