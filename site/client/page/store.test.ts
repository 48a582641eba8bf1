import { expect, test } from "vitest";
import { parseChapter } from "./store.ts";

test("parseChapter keeps what has the form of a stored chapter, and nothing else", () => {
  expect(
    parseChapter({
      edits: { a: "text", b: 7 },
      answers: { q: { given: 1, right: true }, r: "right" },
      checks: { counter: { points: 2, max: 3 }, other: { points: 2, max: 0 } },
      more: 1,
    }),
  ).toEqual({
    edits: { a: "text" },
    answers: { q: { given: 1, right: true } },
    checks: { counter: { points: 2, max: 3 } },
  });
  for (const value of [null, 3, "x", [], {}]) {
    expect(parseChapter(value)).toEqual({ edits: {}, answers: {}, checks: {} });
  }
});
