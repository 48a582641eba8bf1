import { describe, expect, test } from "vitest";
import { chapterOf, code } from "./chapter.test-data.ts";
import { compileChapter } from "./compile-chapter.ts";

describe("compileChapter", () => {
  test("compiles each cell against the names of those above", () => {
    const chapter = chapterOf(code("const a = 1;"), code("const b = a;"), code("[a, b]"));
    const needs = [...compileChapter(chapter).values()].map(([it]) =>
      it.compiled.needs.map(({ name }) => name),
    );
    expect(needs).toEqual([[], ["a"], ["a", "b"]]);
  });

  test("numbers hidden cells behind the visible ones", () => {
    const chapter = chapterOf(code("1"), code("2", { hidden: true }), code("3"));
    expect([...compileChapter(chapter).values()].map(([it]) => it.number)).toEqual([1, 3, 2]);
  });

  test.each([
    [
      "later",
      "course/chapters/07-trial.md:10: the cell's line 1 uses `later`, but no cell above declares it.",
    ],
    [
      "process.exit()",
      "course/chapters/07-trial.md:10: the cell's line 1 uses `process`, but a page has no such thing.",
    ],
    [
      "\nconst = 1",
      "course/chapters/07-trial.md:10: the cell's line 2: SyntaxError: Unexpected token",
    ],
    [
      "export const a = 1",
      "course/chapters/07-trial.md:10: the cell's line 1: A cell cannot `export`: the cells below see its names anyway.",
    ],
  ])("refuses %j in one sentence", (text, message) => {
    expect(() => compileChapter(chapterOf(code(text), code("const later = 1;")))).toThrow(message);
  });
});
