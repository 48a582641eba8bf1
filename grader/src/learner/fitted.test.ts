import { describe, expect, test } from "vitest";
import { fitted, widthOf } from "./fitted.ts";

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;

describe("fitted", () => {
  test.each<[string, number, string[]]>([
    ["short", 10, ["short"]],
    ["", 10, [""]],
    ["one two three", 7, ["one two", "three"]],
    ["  one two three", 9, ["  one two", "  three"]],
    ["a\nb c", 3, ["a", "b c"]],
    ["name      value of it", 18, ["name      value of", "it"]],
    ["abcdefgh", 3, ["abc", "def", "gh"]],
    ["ab abcdefgh", 4, ["ab", "abcd", "efgh"]],
    [`${red("one")} two`, 7, [`${red("one")} two`]],
    [`${red("one")} two`, 6, [red("one"), "two"]],
    ["✓ ✗ ✓ ✗", 3, ["✓ ✗", "✓ ✗"]],
  ])("breaks %j at %d columns", (text, columns, lines) => {
    expect(fitted(text, columns)).toEqual(lines);
  });
});

test("widthOf counts no colours", () => {
  expect(widthOf(red("one"))).toBe(3);
});
