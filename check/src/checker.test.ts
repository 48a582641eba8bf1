import { describe, expect, test } from "vitest";
import { checker, type Shown } from "./checker.ts";
import type { Exercise } from "./exercise.ts";
import type { Report } from "./report.ts";
import { closest, unknownName } from "./unknown-name.ts";

interface Words {
  answer(): { evaluate(fn: (answer: { counter: number }) => number): Promise<number> };
  test(name: string, run: () => Promise<void>): void;
  expect(value: unknown): { toBe(expected: unknown): void };
}

const exercise: Exercise = {
  folder: "02-counter",
  slug: "counter",
  title: "A counter",
  chapter: 2,
  hints: ["the idea", "the part", "the code"],
  exports: ["counter"],
  hiddenCount: 3,
  visible: (require) => {
    const words = require("vitest") as Words;
    const mine = (require("@headgate/check") as Words).answer();
    words.test("is one", async () =>
      words.expect(await mine.evaluate(({ counter }) => counter)).toBe(1),
    );
  },
};

function made(): { check: ReturnType<typeof checker>; shown: Shown[]; reports: Report[] } {
  const shown: Shown[] = [];
  const reports: Report[] = [];
  const check = checker({
    slugs: () => ["counter", "finite-feed"],
    load: () => exercise,
    lib: {},
    modules: {},
    display: (bundle) => shown.push(bundle),
    onReport: (report) => reports.push(report),
  });
  return { check, shown, reports };
}

describe("check", () => {
  test("shows what came of the visible checks, and resolves to nothing", async () => {
    const { check, shown, reports } = made();
    expect(await check("counter", { counter: 1 })).toBeUndefined();
    expect(shown[0]?.["text/plain"]).toContain(
      "The only visible check passed, 1 of 1 point; 3 more run at grading.",
    );
    expect(shown[0]?.["text/html"]).toContain("✓ passed");
    expect(reports).toMatchObject([{ slug: "counter", points: 1 }]);
  });

  test("offers the next hint with each failure, and begins anew behind a success", async () => {
    const { check, reports } = made();
    for (const counter of [0, 0, 0, 0, 1, 0]) await check("02-counter", { counter });
    expect(reports.map(({ checks }) => checks[0]?.hint)).toEqual([
      "the idea",
      "the part",
      "the code",
      "the code",
      undefined,
      "the idea",
    ]);
  });

  test("says what is wrong with a call, and shows nothing", async () => {
    const { check, shown } = made();
    await expect(check("conter", { counter: 1 })).rejects.toThrow(
      'There is no exercise "conter"; did you mean counter?',
    );
    await expect(check("counter", {})).rejects.toThrow(
      '`check` was not given `counter`: write await check("counter", { counter: counter }).',
    );
    await expect(check("counter", undefined as never)).rejects.toThrow("was not given `counter`");
    expect(shown).toEqual([]);
  });

  test("may run twice at once", async () => {
    const { check, reports } = made();
    await Promise.all([check("counter", { counter: 1 }), check("counter", { counter: 2 })]);
    expect(new Set(reports.map(({ points }) => points))).toEqual(new Set([0, 1]));
  });
});

describe("unknownName", () => {
  const slugs = ["predict-the-depth", "counter", "hold-what-is-owed", "finite-feed"];
  test.each([
    ["conter", ["counter"]],
    ["Counter", ["counter"]],
    ["depth", ["predict-the-depth"]],
    ["finite_feed", ["finite-feed"]],
    ["hold-what-owed", ["hold-what-is-owed"]],
    ["zzz", []],
    ["", []],
  ])("finds what %j is close to", (typed, names) => {
    expect(closest(typed, slugs)).toEqual(names);
  });

  test("lists them all when nothing is close", () => {
    expect(unknownName("exercise", "zzz", slugs)).toBe(
      `There is no exercise "zzz"; there are ${slugs.join(", ")}.`,
    );
  });
});
