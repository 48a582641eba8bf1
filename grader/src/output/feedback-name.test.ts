import { expect, test } from "vitest";
import { feedbackName, feedbackNames } from "./feedback-name.ts";

test("feedbackName is harmless and differs for every student", () => {
  const names = [
    "ada",
    "Ada",
    "a/b",
    "..",
    ".",
    "-rf",
    "CON",
    "nul.txt",
    "a\u202eb",
    "é",
    "e\u0301",
    "x".repeat(300),
    "<b>",
    "a b",
    "日本",
  ];
  const taken = new Set<string>();
  const made = names.map((name) => feedbackName(name, taken));
  expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of made) expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}._ -]*$/u);
  expect(made[0]).toBe("ada");
  // A student may be called what the hash of another makes.
  const [, hashed = ""] = feedbackNames(["ada", "Ada"]);
  const names3 = feedbackNames(["ada", hashed.toLowerCase(), "Ada"]);
  expect(new Set(names3.map((name) => name.toLowerCase())).size).toBe(3);
  expect(made.at(-1)).toBe("日本");
});
