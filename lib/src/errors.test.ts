import { describe, expect, test } from "vitest";
import { assert, describeReason, exitError, InvariantError, quoted, StageError } from "./errors.ts";

class Quake {
  readonly mag = 7.4;
}

describe("StageError", () => {
  test("carries a code, a reason and, where the reason is an error, that error as its cause", () => {
    const cause = new RangeError("too deep");
    const error = new StageError("exit", "it failed", cause);
    expect(error).toMatchObject({ name: "StageError", code: "exit", reason: cause, cause });
    expect(error).toBeInstanceOf(Error);
  });

  test("has no cause where the reason is no error", () => {
    expect("cause" in new StageError("noproc", "nobody", "noproc")).toBe(false);
    expect(new StageError("timeout", "late").reason).toBeUndefined();
  });
});

describe("exitError", () => {
  test.each([
    ["normal", 'Stage "a" ended: normal'],
    ["shutdown", 'Stage "a" ended: shutdown'],
    [{ shutdown: "upgrade" }, 'Stage "a" ended: shutdown (upgrade)'],
    ["killed", 'Stage "a" failed: killed'],
    [new TypeError("no"), 'Stage "a" failed: TypeError: no'],
  ])("tells an orderly end from a failure (O-3): %j", (reason, message) => {
    expect(exitError("a", reason)).toMatchObject({ code: "exit", reason, message });
  });
});

describe("describeReason", () => {
  test.each([
    ["noproc", "noproc"],
    [new Error("boom"), "Error: boom"],
    [{ shutdown: { shutdown: "x" } }, "shutdown (shutdown (x))"],
    [undefined, "undefined"],
    [42, "42"],
    [Symbol("s"), "Symbol(s)"],
    [{ code: 7, text: "x" }, "{ code, text }"],
  ])("says %j in one line", (reason, line) => {
    expect(describeReason(reason)).toBe(line);
  });
});

describe("quoted", () => {
  test.each([
    [0, "`0`"],
    [-0.5, "`-0.5`"],
    [10n, "`10`"],
    [null, "`null`"],
    [undefined, "`undefined`"],
    ["numbers", "`numbers`"],
    ["x".repeat(61), `\`${"x".repeat(57)}...\``],
    [[1, 2, 3], "`array of 3`"],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, "`{ a, b, c, d }`"],
    [Object.create(null), "`{  }`"],
    [new Quake(), "`an instance of Quake`"],
    [Math.max, "`function max`"],
    [(() => () => {})(), "`function (anonymous)`"],
  ])("shows %o shortly, in backquotes", (value, text) => {
    expect(quoted(value)).toBe(text);
  });
});

describe("assert", () => {
  test("does nothing while the clause holds, and throws an InvariantError naming it otherwise", () => {
    expect(() => assert(true, "P9: never more than asked")).not.toThrow();
    expect(() => assert(false, "P9: never more than asked")).toThrow(InvariantError);
    expect(() => assert(false, "P9: never more than asked")).toThrow("P9: never more than asked");
  });
});
