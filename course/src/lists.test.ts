import { describe, expect, test } from "vitest";
import { readAsks } from "./asks.ts";
import { readMisconceptions } from "./misconceptions.ts";

describe("readAsks", () => {
  const ask = (chapters: string): string => `U-1:\n  asks: Why?\n  chapters: ${chapters}\n`;

  test("takes numbers of chapters with and without a zero", () => {
    expect(readAsks(ask("[4, 05, 12]")).get("U-1")?.chapters).toEqual(["04", "05", "12"]);
  });

  // Such a chapter would always be one to come, so nobody would miss the ask.
  test.each(["four", "4.5", "04-max-and-min-demand"])("refuses the chapter %s", (chapter) => {
    expect(() => readAsks(ask(`[${chapter}]`))).toThrow(
      `course/asks.yaml:1: U-1: expected \`chapters\` to hold numbers such as [4], got \`${chapter}\``,
    );
  });
});

describe("readMisconceptions", () => {
  test("takes the chapter from the comment above", () => {
    const found = readMisconceptions("# 4\nM-1: >\n  One\n  line.\n# 12\n\nM-2: Two.\n");
    expect([...found].map(([id, { chapter, line }]) => [id, chapter, line])).toEqual([
      ["M-1", "04", 2],
      ["M-2", "12", 7],
    ]);
  });

  test.each(["M-1 : One.", "? M-1\n: One.", "  M-1: One."])("loses nothing: refuses %j", (text) => {
    expect(() => readMisconceptions(text)).toThrow(
      "course/misconceptions.yaml:1: expected `M-1` at the start of a line",
    );
  });
});
