import { describe, expect, test } from "vitest";
import { duration, progressLine, type Progress } from "./progress.ts";

/** What a progress line writes when it is told of these, one second apart. */
function told(isTTY: boolean, steps: readonly Partial<Progress>[], secondsEach = 1): string {
  let text = "";
  let ms = 0;
  const stream = { isTTY, write: (written: string) => ((text += written), true) };
  const line = progressLine(stream, () => ms);
  for (const step of steps) {
    line.tell("graded", { done: 0, of: 100, known: 0, ...step });
    ms += secondsEach * 1000;
  }
  line.end();
  return text;
}

const done = (count: number, more: Partial<Progress> = {}): Partial<Progress>[] =>
  Array.from({ length: count }, (_, index) => ({ done: index + 1, ...more }));

describe("progressLine", () => {
  test("changes one line on a terminal, and ends it", () => {
    expect(told(true, done(2))).toBe(
      "\r\u001b[2K1 of 100 graded\r\u001b[2K2 of 100 graded, about 98 s left\n",
    );
  });

  test("writes a line every few seconds elsewhere, and the last one", () => {
    expect(told(false, done(12, { of: 12 })).split("\n")).toEqual([
      "1 of 12 graded",
      "6 of 12 graded, about 6 s left",
      "11 of 12 graded, about 1 s left",
      "12 of 12 graded",
      "",
    ]);
  });

  test("does not take what was known for work", () => {
    const known = Array.from({ length: 50 }, (_, index) => ({ done: index + 1, known: index + 1 }));
    const worked = Array.from({ length: 6 }, (_, index) => ({ done: 51 + index, known: 50 }));
    expect(told(true, known)).not.toContain("left");
    expect(told(true, [...known, ...worked])).toMatch(
      /56 of 100 graded, 50 of them known, about 44 s left\n$/,
    );
  });

  test("expects no work for what is known ahead", () => {
    expect(told(true, done(2, { knownAhead: 90 }))).toContain("about 8 s left");
    expect(told(true, done(2, { knownAhead: 200 }))).toContain("about 0 s left");
  });

  test("looks at the latest 200 only", () => {
    const slow = told(true, done(300, { of: 1300 }), 1);
    expect(slow).toContain("300 of 1300 graded, about 17 min left");
  });
});

test("duration", () => {
  expect([0, 1, 119_000, 119_001, 120_001].map(duration)).toEqual([
    "0 s",
    "1 s",
    "119 s",
    "2 min",
    "3 min",
  ]);
});
