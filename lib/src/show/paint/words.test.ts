import { describe, expect, test } from "vitest";
import { columns, count, counted, fit, plain, short } from "./words.ts";

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [1_234_567, "1,234,567"],
  [-12_345, "−12,345"],
  [2.5, "2.5"],
  [1234.567, "1,234.57"],
  [Infinity, "Infinity"],
])("count(%d) is %s", (n, words) => {
  expect(count(n)).toBe(words);
});

test("short counts thousands and millions from ten thousand up", () => {
  expect([9999, 10_000, 12_500, 2_000_000].map(short)).toEqual(["9,999", "10k", "12.5k", "2M"]);
});

test("counted knows one from many", () => {
  expect([counted(1, "step"), counted(2, "step")]).toEqual(["1 step", "2 steps"]);
});

describe("plain", () => {
  test.each([
    ["a\nb\t c", "a b c"],
    ["bell\u0007, \u001b[31mred", "bell�, �[31mred"],
    ["turned \u202Earound", "turned �around"],
    ["half a pair \ud83d", "half a pair �"],
    [`heaped${"\u0301".repeat(99)}`, `heaped${"\u0301".repeat(4)}`],
    ["محطة 地震 🌋", "محطة 地震 🌋"],
  ])("%j", (text, expected) => {
    expect(plain(text)).toBe(expected);
  });
});

test("fit cuts by columns, of which a wide character takes two", () => {
  expect(columns("地震ab")).toBe(6);
  expect(fit("地震観測所", 6)).toBe("地震…");
  expect(fit("numbers", 7)).toBe("numbers");
  expect(fit("numbers", 6)).toBe("numbe…");
});
