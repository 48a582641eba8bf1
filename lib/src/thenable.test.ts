import { expect, test } from "vitest";
import { isThenable } from "./thenable.ts";

test.each([
  [Promise.resolve(), true],
  [{ then: () => {} }, true],
  [{ then: 5 }, false],
  [[1, 2], false],
  [undefined, false],
  [null, false],
  [() => {}, false],
  ["then", false],
])("isThenable(%o) is %s", (value, expected) => {
  expect(isThenable(value)).toBe(expected);
});
