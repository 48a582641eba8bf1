import { Console } from "node:console";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { formatTable } from "./table.ts";

function nodeTable(data: unknown, columns?: string[]): string {
  const written: string[] = [];
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  new Console({ stdout }).table(data, columns);
  return written.join("").trimEnd();
}

const cases: Record<string, [unknown, string[]?]> = {
  "objects in a list": [
    [
      { a: 1, b: "x" },
      { a: 22222222, c: true },
    ],
  ],
  "lists in a list": [
    [
      [1, 2],
      [3, 4],
    ],
  ],
  "bare values": [[1, "two", null]],
  "values of both kinds": [[{ a: 1 }, 2]],
  "objects by name": [{ ci: { count: 386 }, se: { count: 1 } }],
  "chosen columns": [[{ a: 1, b: 2 }], ["b"]],
  map: [new Map([["ci", 386]])],
  set: [new Set(["ci", "se"])],
  "objects in cells": [[{ a: { b: 1 }, c: [1, 2, 3], d: { e: 1, f: 2, g: 3 } }]],
  nothing: [[]],
};

describe("formatTable draws what Node's console.table draws for", () => {
  test.each(Object.entries(cases))("%s", (_name, [data, columns]) => {
    expect(formatTable(data, columns)).toBe(nodeTable(data, columns));
  });
});

test("formatTable leaves what is no object to console.log", () => {
  expect(formatTable(5)).toBeNull();
});
