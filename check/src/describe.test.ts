import { expect, test } from "vitest";
import { describe } from "./describe.ts";
import { Opaque } from "./opaque.ts";

const cyclic: Record<string, unknown> = { a: 1 };
cyclic["self"] = cyclic;

class Point {
  x = 1;
}

test.each([
  [[0, 1, -0, NaN], "[0, 1, -0, NaN]"],
  [{ a: 1, "b c": undefined }, '{ a: 1, "b c": undefined }'],
  ['a\n"b"', '"a\\n\\"b\\""'],
  [10n, "10n"],
  [new Map([["a", [1]]]), 'Map {"a" => [1]}'],
  [new Set([null]), "Set {null}"],
  [new Point(), "Point { x: 1 }"],
  [new Date(0), "Date(1970-01-01T00:00:00.000Z)"],
  [new RangeError("no"), 'RangeError("no")'],
  [new Opaque("[function f]"), "[function f]"],
  // oxlint-disable-next-line no-sparse-arrays
  [[1, , 3], "[1, (empty), 3]"],
  [cyclic, "{ a: 1, self: [circular] }"],
  [{}, "{}"],
  [expect.any(Number), "Any<Number>"],
  [expect.objectContaining({ a: 1 }), "ObjectContaining({ a: 1 })"],
])("describe writes %#", (value, text) => {
  expect(describe(value)).toBe(text);
});

test("describe gives long values one line per member", () => {
  const quakes = Array.from({ length: 3 }, (_, n) => ({
    id: `us1000cff${n}`,
    place: "22km NNE of Hualian",
  }));
  expect(describe(quakes).split("\n")).toEqual([
    "[",
    '  { id: "us1000cff0", place: "22km NNE of Hualian" },',
    '  { id: "us1000cff1", place: "22km NNE of Hualian" },',
    '  { id: "us1000cff2", place: "22km NNE of Hualian" },',
    "]",
  ]);
});

test("describe never grows beyond a page, whatever the value", () => {
  const wide = Array.from({ length: 20_000 }, (_, n) => [`${n}`.repeat(50)]);
  expect(describe(wide).length).toBeLessThan(2100);
  expect(describe({ text: "x".repeat(200_000) }).length).toBeLessThan(700);
});
