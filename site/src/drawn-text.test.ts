import { expect, test } from "vitest";
import { isDrawn } from "./drawn-text.ts";

test.each([
  ["a frame", "┌───┐\n│ a │\n└───┘", true],
  ["columns", "name    asks\nfeed    3", true],
  ["a long line", "a sentence that is long ".repeat(20), false],
  ["lines that are indented", "{\n    a: 1,\n    b: 2\n}", false],
  ["one line with a gap", "feed    3", false],
])("isDrawn tells %s", (_, text, drawn) => {
  expect(isDrawn(text)).toBe(drawn);
});
