import { describe, expect, test } from "vitest";
import { replay } from "./replay.ts";
import { week } from "./week.ts";

describe("replay", () => {
  test("keeps the quakes and their order, and scales the time between them", () => {
    const [first, second, third] = replay(week.slice(0, 3), { speed: 60 });
    expect([first?.quake, second?.quake, third?.quake]).toEqual(week.slice(0, 3));
    expect([first?.at, second?.at, third?.at]).toEqual([0, 10267, 10536]);
  });

  test("plays at the recorded speed unless told otherwise", () => {
    expect(replay(week).at(-1)?.at).toBe(1517966773840 - 1517363399650);
  });

  test("plays the week in under three minutes at an hour a second, as its docstring says", () => {
    expect(replay(week, { speed: 3600 }).at(-1)?.at).toBe(167604);
  });

  test("answers nothing for no quakes", () => {
    expect(replay([])).toEqual([]);
  });

  test.each<[unknown, new () => Error, string]>([
    [0, RangeError, "Expected `speed` of `replay` to be a number above 0, got `0`"],
    [NaN, RangeError, "Expected `speed` of `replay` to be a number above 0, got `NaN`"],
    ["2", TypeError, "Expected `speed` of `replay` to be a number above 0, got `2` (string)"],
  ])("refuses the speed %j", (speed, kind, message) => {
    const wrong = (): unknown => replay(week, { speed: speed as number });
    expect(wrong).toThrow(kind);
    expect(wrong).toThrow(message);
  });

  test("refuses quakes that are not in order of time", () => {
    expect(() => replay([...week.slice(1, 2), ...week.slice(0, 1)])).toThrow(
      "Expected the quakes of `replay` in order of `time`, got `uw61345682` behind the later `mb80279649`",
    );
  });
});
