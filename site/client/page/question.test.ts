import { expect, test } from "vitest";
import { typedNumber } from "./question.ts";

test.each([
  ["1204", 1204],
  ["1,204", 1204],
  [" 1 204 ", 1204],
  ["1_204.5", 1204.5],
  ["−3", -3],
  [".5", 0.5],
  ["", null],
  ["many", null],
  ["1e3", null],
  ["0x10", null],
])("typedNumber reads %j as %j", (text, value) => {
  expect(typedNumber(text)).toBe(value);
});
