import { describe, expect, test } from "vitest";
import type { Cell } from "./chapter.ts";
import { notebookCells } from "./hidden-cells.ts";
import { parse } from "./parse.ts";

/** The codes of the cells that a notebook has, of cells that are each given with its fence and what it prints. */
function kept(
  ...cells: readonly (readonly [fence: string, code: string, printed?: string])[]
): string[] {
  const source = cells.map(([fence, code, printed]) => {
    const output = printed === undefined ? "" : `\`\`\`text output\n${printed}\n\`\`\`\n`;
    return `\`\`\`${fence}\n${code}\n\`\`\`\n${output}`;
  });
  const chapter = parse(`---\ntitle: X\nminutes: 5\n---\n${source.join("\n")}`, {
    path: "course/chapters/00-x.md",
  });
  return notebookCells(chapter.cells).flatMap((cell: Cell) =>
    cell.kind === "code" ? cell.code : [],
  );
}

describe("notebookCells", () => {
  test("leaves out what prints numbers for the text alone", () => {
    const cells = [
      ["ts hidden", "const half = 1;\nconsole.log(half);", "1"],
      ["ts", "const two = 2;"],
    ] as const;
    expect(kept(...cells)).toEqual(["const two = 2;"]);
  });

  test.each([
    ["const half = 1;\nconsole.log(half);", "half + 1;"],
    ["const [one, { half }] = [1, { half: 2 }];\nconsole.log(half);", "half + 1;"],
    ["async function half() {}\nconsole.log(1);", "await half();"],
    ["type Half = 1;\nconsole.log(1);", "const x: Half = 1;"],
    ['import { a, b as half } from "x";\nconsole.log(1);', "half();"],
    ["const { one = 1, half } = two;\nconsole.log(1);", "half + 1;"],
    ["const { one: { two }, half } = three;\nconsole.log(1);", "half + 1;"],
    ["const one = 1, half = 2;\nconsole.log(1);", "half + 1;"],
    ["let one, half: number;\nconsole.log(1);", "half = 1;"],
    ["const $half = 1;\nconsole.log(1);", "$half + 1;"],
    ["const enum Half { One }\nconsole.log(1);", "Half.One;"],
  ])("keeps %j, which a later cell uses", (code, later) => {
    expect(kept(["ts hidden", code, "1"], ["ts", later])).toEqual([code, later]);
  });

  test("keeps every cell that a reader is to see", () => {
    expect(kept(["ts", "console.log(1);", "1"])).toEqual(["console.log(1);"]);
  });

  test("keeps what prints nothing, for it is there for what it does", () => {
    expect(kept(["ts hidden", "prepare();"], ["ts", "go();"])).toEqual(["prepare();", "go();"]);
  });

  test("leaves out a chain of hidden cells that serve only each other", () => {
    const cells = [
      ["ts hidden", "const a = 1;\nconsole.log(a);", "1"],
      ["ts hidden", "console.log(a + 1);", "2"],
    ] as const;
    expect(kept(...cells)).toEqual([]);
  });
});
