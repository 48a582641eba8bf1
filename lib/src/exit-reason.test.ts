import { expect, test } from "vitest";
import { isCleanReason } from "./exit-reason.ts";

test.each([
  ["normal", true],
  ["shutdown", true],
  [{ shutdown: "upgrade" }, true],
  [{ shutdown: undefined }, true],
  ["killed", false],
  ["noproc", false],
  ["NORMAL", false],
  [undefined, false],
  [null, false],
  [{ reason: "normal" }, false],
  [new Error("normal"), false],
])("isCleanReason(%j) is %s (O-3)", (reason, isClean) => {
  expect(isCleanReason(reason)).toBe(isClean);
});
