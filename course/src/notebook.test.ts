import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { readCourse } from "./course.ts";
import { fixture } from "./fixture.test-data.ts";
import { printNotebook } from "./notebook.ts";
import { compareNotebooks, writeNotebooks } from "./notebook-files.ts";

const course = readCourse(fixture);

describe("printNotebook", () => {
  // fixture/notebooks is what a reader opens: look at it there.
  test.each(course.chapters.map((chapter) => [chapter.id, chapter] as const))(
    "prints %s, byte for byte",
    async (id, chapter) => {
      await expect(printNotebook(chapter, course)).toMatchFileSnapshot(
        `../fixture/notebooks/${id}.ipynb`,
      );
    },
  );

  test("prints what nbformat 4.5 asks for: unique ids of allowed signs, sources as lines", () => {
    for (const chapter of course.chapters) {
      const { cells, nbformat, nbformat_minor: minor } = JSON.parse(printNotebook(chapter, course));
      expect([nbformat, minor]).toEqual([4, 5]);
      const ids = cells.map((cell: { id: string }) => cell.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const cell of cells) {
        expect(cell.id).toMatch(/^[\w-]{1,64}$/);
        expect(cell.source.slice(0, -1).every((line: string) => line.endsWith("\n"))).toBe(true);
        expect(Object.keys(cell)).toEqual(Object.keys(cell).toSorted());
      }
    }
  });
});

describe("writeNotebooks and compareNotebooks", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  function copy(): { root: string; path: string } {
    const root = mkdtempSync(join(tmpdir(), "headgate-course-"));
    folders.push(root);
    cpSync(fixture, root, { recursive: true });
    return { root, path: join(root, "notebooks/01-taps.ipynb") };
  }

  test("find nothing to do where all is written", () => {
    const { root } = copy();
    expect(compareNotebooks(root, course, true)).toEqual([]);
    expect(writeNotebooks(root, course, { whole: true, force: false })).toEqual({
      done: [],
      refused: [],
    });
  });

  test("name and mend a notebook that was edited, and one that is missing", () => {
    const { root, path } = copy();
    writeFileSync(path, readFileSync(path, "utf8").replace("Taps", "Tops"));
    rmSync(join(root, "notebooks/00-tour.ipynb"));
    expect(compareNotebooks(root, course, true)).toEqual([
      "notebooks/00-tour.ipynb is missing: run `npm run notebooks`",
      "notebooks/01-taps.ipynb has been run or changed: keep it under another name and run `npm run notebooks -- --force`",
    ]);
    const { done } = writeNotebooks(root, course, { whole: true, force: true });
    expect(done).toEqual(["Wrote notebooks/00-tour.ipynb", "Wrote notebooks/01-taps.ipynb"]);
    expect(compareNotebooks(root, course, true)).toEqual([]);
  });

  test("leave a notebook alone that somebody has run, unless forced", () => {
    const { root, path } = copy();
    const run = readFileSync(path, "utf8").replace(
      '"execution_count": null',
      '"execution_count": 3',
    );
    writeFileSync(path, run);
    const { done, refused } = writeNotebooks(root, course, { whole: true, force: false });
    expect(done).toEqual([]);
    expect(refused).toEqual([
      "notebooks/01-taps.ipynb has been run or changed and may hold somebody's answers: `npm run notebooks -- --force` overwrites it",
    ]);
    expect(readFileSync(path, "utf8")).toBe(run);
    writeNotebooks(root, course, { whole: true, force: true });
    expect(compareNotebooks(root, course, true)).toEqual([]);
  });

  test("leave a notebook alone whose answer somebody has written and whose outputs are cleared", () => {
    const { root, path } = copy();
    const printed = JSON.parse(readFileSync(path, "utf8")) as { cells: { source: string[] }[] };
    printed.cells.at(-1)?.source.push("\nmy answer");
    writeFileSync(path, JSON.stringify(printed));
    expect(writeNotebooks(root, course, { whole: true, force: false }).done).toEqual([]);
  });

  test("differ from their chapters where those have changed since", () => {
    const { root } = copy();
    const chapter = join(root, "course/chapters/01-taps.md");
    writeFileSync(chapter, readFileSync(chapter, "utf8").replace("title: Taps", "title: Tops"));
    expect(compareNotebooks(root, readCourse(root), true)).toEqual([
      "notebooks/01-taps.ipynb differs from what its chapter prints: run `npm run notebooks`",
    ]);
  });

  test("in a learner edition are readers' own once touched, and pose exercises as handed out", () => {
    const { root, path } = copy();
    const stub = join(root, "exercises/01-open-a-tap/open-a-tap.ts");
    const said = { edition: "learner", stubs: { "open-a-tap": readFileSync(stub, "utf8") } };
    writeFileSync(join(root, "edition.json"), JSON.stringify(said));
    writeFileSync(stub, "export const mine = 1;");
    expect(compareNotebooks(root, readCourse(root), true)).toEqual([]);
    writeFileSync(path, readFileSync(path, "utf8").replace("Taps", "Tops"));
    expect(compareNotebooks(root, readCourse(root), true)).toEqual([]);
    rmSync(join(root, "edition.json"));
    expect(compareNotebooks(root, course, true)).toHaveLength(1);
  });

  test("remove a notebook whose chapter is gone, and no other", () => {
    const { root } = copy();
    const [mine, old] = [join(root, "notebooks/mine.ipynb"), join(root, "notebooks/09-old.ipynb")];
    writeFileSync(mine, '{ "cells": [] }');
    writeFileSync(old, readFileSync(join(root, "notebooks/00-tour.ipynb")));
    expect(compareNotebooks(root, course, true)).toEqual([
      "notebooks/09-old.ipynb has no chapter: run `npm run notebooks`",
    ]);
    expect(compareNotebooks(root, course, false)).toEqual([]);
    writeNotebooks(root, course, { whole: true, force: false });
    expect([existsSync(mine), existsSync(old)]).toEqual([true, false]);
  });
});
