import { expect, test } from "vitest";
import { namesOf } from "./event-names.ts";

test.each([
  ["no events", [], ""],
  ["up to three", [0, 1, 2], "0, 1, 2"],
  ["the first and the last of more", [0, 1, 2, 3], "0 … 3"],
  ["a name of 60 characters", ["x".repeat(60)], "x".repeat(60)],
  ["what fits of a longer one", ["x".repeat(61)], `${"x".repeat(59)}…`],
  ["what fits of a document", [{ id: "x".repeat(2 ** 22) }], `${"x".repeat(59)}…`],
  ["no half of a character", [`${"x".repeat(58)}🌍🌍`], `${"x".repeat(58)}…`],
  ["an id", [{ id: "us1000" }, { id: 7 }], "us1000, 7"],
  ["nothing to call them by", [{ mag: 5 }], ""],
  ["null, undefined and symbols", [null, undefined, Symbol("a")], ""],
  [
    "a getter that throws",
    [
      {
        get id(): string {
          throw new Error("boom");
        },
      },
    ],
    "",
  ],
])("namesOf %s", (_, events, names) => {
  expect(namesOf(events)).toBe(names);
});
