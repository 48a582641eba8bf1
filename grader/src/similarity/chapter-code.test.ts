import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chapterCode } from "./chapter-code.ts";

test("is the code cells of all chapters, and passes over what is none", () => {
  const course = mkdtempSync(join(tmpdir(), "headgate-chapters-"));
  try {
    expect(chapterCode(course)).toEqual([]);
    mkdirSync(join(course, "notebooks"));
    const put = (name: string, text: string): void =>
      writeFileSync(join(course, "notebooks", name), text);
    const cell = (type: string, source: string): object => ({
      cell_type: type,
      source,
      metadata: {},
    });
    put("02.ipynb", JSON.stringify({ cells: [cell("code", "second")] }));
    put("01.ipynb", JSON.stringify({ cells: [cell("markdown", "words"), cell("code", "first")] }));
    put("03.ipynb", "{");
    put("notes.txt", "third");
    expect(chapterCode(course)).toEqual(["first", "second"]);
  } finally {
    rmSync(course, { recursive: true, force: true });
  }
});
