import { plainStyle } from "@headgate/check/engine";
import { describe, expect, test } from "vitest";
import { widthOf } from "./fitted.ts";
import { key, someReport, standingFor, verdictOf, watchAfter } from "./watch.fixture.ts";
import { printedLines } from "./watch-lines.ts";
import { screenLines, withHintsShown } from "./watch-screen.ts";
import type { WatchEvent } from "./watch-state.ts";

const screen = { columns: 80, rows: 24, style: plainStyle };
const notYet = verdictOf(1, false);
const solved = verdictOf(1, true);

/** The screen after some events, as text. */
function drawn(events: readonly WatchEvent[], options?: Parameters<typeof watchAfter>[1]): string {
  return screenLines(watchAfter(events, options), screen).join("\n");
}

describe("screenLines", () => {
  test("shows progress, paths, the report and the keys, on one screen", () => {
    expect(drawn([notYet], { done: ["three"] }).split("\n")).toEqual([
      "Headgate  ██████░░░░░░░░░░░░░░  ✓ 1 of 3  exercise 1 of 3  12:00:00, 40 ms",
      "task  exercises/01-one/README.md   file  exercises/01-one/one.ts",
      "",
      "The one",
      "",
      "  ✓ passed   check 1 (2 of 2)",
      "  ✗ not yet  check 2 (0 of 2)",
      "",
      "✗ check 2",
      "  You begin again at 0",
      "",
      "1 of 2 visible checks passed, 2 of 4 points.",
      "",
      "h hint 0/3  n next  l list  r reset  ? all keys  q quit",
    ]);
  });

  test.each<[string, WatchEvent[], string[], string[]]>([
    ["no hint before it is asked for", [notYet], [], ["Hint:"]],
    [
      "the hint asked for last",
      [notYet, key("h"), key("h")],
      ["  Hint: the part", "hint 2/3"],
      ["the idea"],
    ],
    [
      "notes on types",
      [notYet, { type: "types", run: 1, notes: ["line 2: no"] }],
      ["TypeScript says of one.ts", "  line 2: no"],
      [],
    ],
    [
      "that it takes long",
      [notYet, { type: "changed" }, { type: "slow", run: 2 }],
      ["Checking … a check that never ends"],
      ["12:00:00"],
    ],
    [
      "that the file is gone",
      [{ type: "missing" }],
      ["exercises/01-one/one.ts is not there. `r` puts it back"],
      [],
    ],
    [
      "the question before a reset",
      [notYet, key("r")],
      ["Put one.ts back as it was handed out?", "y yes"],
      ["q quit"],
    ],
    [
      "calm praise, and what is next",
      [solved],
      ["Well done. Next, when you like: The two.", "s reference answer"],
      ["h hint"],
    ],
    [
      "the reference answer",
      [solved, { type: "solution", text: "export const one = 1;\n" }],
      ["one way of several", "export const one = 1;", "Any key goes back."],
      ["✗"],
    ],
    ["every key", [notYet, key("?")], ["  r      put the file back", "  q      quit"], []],
  ])("shows %s", (_what, events, present, absent) => {
    const text = drawn(events);
    for (const part of present) expect(text).toContain(part);
    for (const part of absent) expect(text).not.toContain(part);
  });

  test("says that all are done, and that one was done in the notebook", () => {
    expect(drawn([solved], { done: ["two", "three"] })).toContain(
      "Well done. All 3 exercises are done.",
    );
    const standing = standingFor("done in the notebook");
    expect(drawn([notYet, { type: "standing", slug: "one", standing }])).toContain(
      "You solved it in the notebook. Next",
    );
  });

  test("lists every exercise with its state, and no more than fit", () => {
    const text = drawn([notYet, key("l"), key("down")], { count: 12, done: ["three"] });
    expect(text).toContain("   1  ✗ not solved yet        one     2 of 4 points");
    expect(text).toContain(">  2  – to do                 two");
    expect(text).toContain("   3  ✓ done                  three   4 of 4 points");
    const state = watchAfter([notYet, key("l"), key("end")], { count: 12 });
    const few = screenLines(state, { ...screen, rows: 10 });
    expect(few.length).toBeLessThanOrEqual(10);
    expect(few.join("\n")).toContain("> 12");
  });

  test.each([40, 60, 80, 200])("fits %d columns and breaks sentences between words", (columns) => {
    const report = someReport("wrong");
    const message =
      "A count that the second start takes over lives outside of the function. ".repeat(3);
    const checks = report.checks.map((check) => ({ ...check, message, expected: "[0, 1, 2, 3]" }));
    const event = { ...notYet, report: { ...report, checks } } as WatchEvent;
    const lines = screenLines(watchAfter([event]), { ...screen, columns });
    for (const line of lines) expect(widthOf(line)).toBeLessThan(columns);
    const said = lines.join(" ").replaceAll(/\s+/g, " ");
    expect(said).toContain(message.trim());
    expect(said).toContain("expected [0, 1, 2, 3]");
  });

  test("breaks a hint once on a wide screen", () => {
    const hint =
      "`let next = 0;` in front of the `return`, and then `handleDemand: (demand) => …`. ";
    const event = { ...notYet, report: someReport("wrong") } as WatchEvent;
    const watch = watchAfter([event, key("h")]);
    const exercises = watch.exercises.map((it) => ({ ...it, hints: [hint.repeat(3).trim()] }));
    const lines = screenLines({ ...watch, exercises }, { ...screen, columns: 120 });
    const from = lines.findIndex((line) => line.includes("Hint: "));
    expect(lines.slice(from, lines.indexOf("", from)).map((line) => line.length > 60)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("offers no reference answer where the course has none", () => {
    const watch = watchAfter([solved]);
    const exercises = watch.exercises.map((it) => ({ ...it, hasSolution: false }));
    for (const name of ["exercise", "keys"] as const) {
      const state = { ...watch, exercises, view: { name } };
      expect(screenLines(state, screen).join("\n")).not.toContain("reference answer");
    }
  });

  test("lets no control character of an answer through", () => {
    const event = { type: "types", run: 1, notes: ["line 1: \u001b[2J"] } as const;
    expect(drawn([notYet, event])).not.toContain("\u001b");
  });
});

test("withHintsShown puts the hint to the first check to fix, and takes away every other", () => {
  const report = someReport("refused", "wrong");
  expect(withHintsShown(report, ["a", "b"], 2).checks.map(({ hint }) => hint)).toEqual([
    "b",
    undefined,
  ]);
  expect(withHintsShown(report, ["a", "b"], 0).checks.map(({ hint }) => hint)).toEqual([
    undefined,
    undefined,
  ]);
});

describe("printedLines", () => {
  test.each<[WatchEvent, string]>([
    [
      notYet,
      "\n12:00:00  exercises/01-one/one.ts\n\nThe one\n\n  ✓ passed   check 1 (2 of 2)\n  ✗ not yet  check 2 (0 of 2)\n\n✗ check 2\n  You begin again at 0\n\n1 of 2 visible checks passed, 2 of 4 points.",
    ],
    [
      solved,
      "\n12:00:00  exercises/01-one/one.ts\n\nThe one\n\n  ✓ passed  check 1 (2 of 2)\n  ✓ passed  check 2 (2 of 2)\n\nAll 2 visible checks passed, 4 of 4 points.\nWell done. Next, when you like: The two.",
    ],
    [{ type: "types", run: 1, notes: [] }, ""],
    [{ type: "missing" }, "\nexercises/01-one/one.ts is not there."],
    [{ type: "said", text: "Progress is not kept." }, "Progress is not kept."],
    [{ type: "changed" }, ""],
  ])("prints what %o means, and no keys (%#)", (event, text) => {
    expect(printedLines(watchAfter([event]), event, plainStyle).join("\n")).toBe(text);
  });
});
