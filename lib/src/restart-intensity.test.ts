import { describe, expect, test } from "vitest";
import { RestartIntensity } from "./restart-intensity.ts";

describe("RestartIntensity", () => {
  test.each([
    { at: [0, 0, 0, 0], maxRestarts: 3, allowed: [true, true, true, false] },
    { at: [0, 1000, 2000, 5001], maxRestarts: 3, allowed: [true, true, true, true] },
    { at: [0, 1000, 2000, 5000], maxRestarts: 3, allowed: [true, true, true, false] },
    { at: [0], maxRestarts: 0, allowed: [false] },
    { at: [0, 4000, 9001, 9002], maxRestarts: 1, allowed: [true, false, true, false] },
  ])("allows $maxRestarts within 5 seconds: at $at ms, $allowed (O-9)", (row) => {
    const intensity = new RestartIntensity({ maxRestarts: row.maxRestarts, maxSeconds: 5 });
    expect(row.at.map((ms) => intensity.allows(ms))).toEqual(row.allowed);
  });

  test("says its limits in words", () => {
    expect(String(new RestartIntensity({ maxRestarts: 3, maxSeconds: 5 }))).toBe(
      "3 times in 5 seconds",
    );
  });

  test.each([
    [
      { maxRestarts: -1, maxSeconds: 5 },
      "Expected `maxRestarts` to be an integer from 0 up, got `-1`",
    ],
    [
      { maxRestarts: 0.5, maxSeconds: 5 },
      "Expected `maxRestarts` to be an integer from 0 up, got `0.5`",
    ],
    [
      { maxRestarts: 3, maxSeconds: 0 },
      "Expected `maxSeconds` to be an integer from 1 up, got `0`",
    ],
    [
      { maxRestarts: 3, maxSeconds: Infinity },
      "Expected `maxSeconds` to be an integer from 1 up, got `Infinity`",
    ],
  ])("check(%j) throws a RangeError that says what was expected", (limits, message) => {
    expect(() => RestartIntensity.check(limits)).toThrow(new RangeError(message));
  });

  test("check() accepts the least of each", () => {
    expect(() => RestartIntensity.check({ maxRestarts: 0, maxSeconds: 1 })).not.toThrow();
  });
});
