import { format } from "node:util";
import { describe, expect, test } from "vitest";
import { formatLine } from "./format.ts";

class Place {
  toString(): string {
    return "Hualien";
  }
}

const cases: Record<string, unknown[]> = {
  nothing: [],
  "one string": ["100%"],
  "strings are bare, others inspected": ["mag", 6.4, [1, "a"], { id: "us" }, null, undefined],
  "first is no string": [{ a: 1 }, "b", "c"],
  "%s": ["%s %s %s %s", "text", 1.5, -0, 12n],
  "%s of others": ["%s %s %s", Symbol("q"), null, undefined],
  "%s of objects": ["%s %s %s %s", { a: 1, b: { c: 1 } }, [1, [2]], new Place(), new Map([[1, 2]])],
  "%s of a function": ["%s", (n: number) => n + 1],
  "%d": ["%d %d %d %d %d", 42, "12.5", "x", 7n, { a: 1 }],
  "%i and %f": ["%i %i %f %f", 3.9, "12px", "1.5e3", "x"],
  "%j": ["%j %j %j", { a: [1] }, "text", undefined],
  "%o": ["%o", { b: [1] }],
  "%O": ["%O", { c: { d: { e: { f: 1 } } } }],
  "%c and %%": ["%cred %% %x", "color: red", 5],
  "too few values": ["%s and %s", "one"],
  "too many values": ["%s", "one", "two", { three: 3 }],
};

describe("formatLine gives what Node's console.log prints for", () => {
  test.each(Object.entries(cases))("%s", (_name, values) => {
    expect(formatLine(values)).toBe(format(...values));
  });
});
