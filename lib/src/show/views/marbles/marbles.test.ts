import { describe, expect, test } from "vitest";
import type { Trace } from "../../../trace.ts";
import { draw } from "../../draw.ts";
import { readTrace, threeStages, traceOf } from "../../run/traces.fixture.ts";
import { viewOf, type View } from "../../run/view.ts";
import { columnsOf, livesOf } from "./columns.ts";
import { highsOf, marblesPlan } from "./plan.ts";
import { placeSigns, signsOf } from "./signs.ts";
import { marblesSvg } from "./svg.ts";
import { rounded } from "./text.ts";

const between = { producer: "feed", consumer: "sink", subscription: 1 };

/** A message of so many events at each of these times, which was asked for just before. */
const timed = (times: readonly number[], n = 1): Trace =>
  traceOf(
    times.flatMap((at, i) => [
      { type: "ask", ...between, demand: n, at },
      {
        type: "events",
        ...between,
        events: Array.from({ length: n }, (_, k) => i * n + k),
        at,
      },
    ]),
  );

const planOf = (view: View, all: readonly View[] = [view]) =>
  marblesPlan(view, columnsOf(all), highsOf([view]));

const placed = (trace: Trace, what: "ask" | "events") => {
  const plan = planOf(viewOf(readTrace(trace), {}));
  const signs = signsOf(plan.view, plan.columns, "sink", what);
  return placeSigns(signs, plan.xOf, what === "events", [0, plan.width]);
};

const range = (n: number, each = 10): number[] => Array.from({ length: n }, (_, i) => i * each);

test("the marbles of a fan of 80 stages come to an end, each way broken once by each sign on it", () => {
  const names = Array.from({ length: 80 }, (_, i) => `desk ${i}`);
  const trace = traceOf(
    range(9).flatMap((at) =>
      names.map((consumer, i) => {
        const to = { producer: "feed", consumer, subscription: i + 1, at };
        return { type: "events", ...to, events: [1, 2] } as const;
      }),
    ),
  );
  const { svg } = draw(trace, { as: "marbles", stages: ["feed", ...names] });
  const far = /<path class="hg-event-line" d="([^"]*)"[^>]*stroke-opacity/g;
  const pieces = [...svg.matchAll(far)].map(([, d]) => d!.split("M").length - 1);
  expect(Math.max(...pieces)).toBe(9 * 80);
});

describe("signs of the marbles", () => {
  test.each([
    ["a few", timed(range(9))],
    ["one a column", timed(range(60), 500)],
    ["many in a column", timed(range(900), 37)],
    ["in clumps", timed([0, 1, 2, 3, 400, 401, 402, 800, 803, 1000], 12_345)],
  ])("%s: none is left out, and none touches the next", (_, trace) => {
    for (const what of ["ask", "events"] as const) {
      const signs = placed(trace, what);
      const sent = trace.entries.reduce(
        (sum, entry) => sum + (entry.type === "events" ? entry.events.length : 0),
        0,
      );
      expect(signs.reduce((sum, { n }) => sum + n, 0)).toBe(sent);
      for (const [index, sign] of signs.slice(1).entries()) {
        const before = signs[index]!;
        expect(sign.x - sign.half).toBeGreaterThanOrEqual(before.x + before.half);
      }
    }
  });

  test("have the names of their events where there is room, else their number", () => {
    const labels = (trace: Trace): string[] => placed(trace, "events").map(({ label }) => label);
    expect(labels(timed(range(8))).slice(0, 3)).toEqual(["0", "1", "2"]);
    expect(labels(timed([0], 500))).toEqual(["0 … 499 ×500"]);
    expect(labels(timed(range(60), 20))[1]).toBe("×20");
  });
});

test("columnsOf gives each moment a column, and says where several share one", () => {
  const columns = (trace: Trace) => columnsOf([viewOf(readTrace(trace), {})]);
  expect(columns(timed(range(20)))).toMatchObject({ count: 20, each: 10, isMerged: false });
  expect(columns(timed(range(900)))).toMatchObject({ count: 60, isMerged: true });
  expect(columns(timed([0, 0, 5]))).toMatchObject({ count: 6, each: 1, axis: { unit: "step" } });
  expect(draw(timed(range(900)), { as: "marbles" }).text).toContain(
    "Columns are 152.37 ms wide: what happens within one is one sign, with the sum.",
  );
});

test("marblesSvg marks the current step with a band and a triangle", () => {
  const run = readTrace(threeStages());
  const marks = (svg: string): string[] => svg.match(/<\w+ class="hg-current"/g) ?? [];
  const of = (current?: number): string[] =>
    marks(marblesSvg(planOf(viewOf(run, current === undefined ? {} : { current }))).body);
  expect(of(9)).toEqual(['<rect class="hg-current"', '<path class="hg-current"']);
  expect(of()).toEqual([]);
  expect(of(0)).toEqual([]);
});

test("a stage that is started again has two lives", () => {
  const start = { type: "start", stage: "feed", kind: "producer" } as const;
  const view = viewOf(
    readTrace(
      traceOf([
        start,
        { type: "ask", ...between, demand: 1 },
        { type: "exit", stage: "feed", reason: new Error("boom") },
        { type: "ask", ...between, subscription: 2, demand: 1 },
        start,
        { type: "ask", ...between, subscription: 2, demand: 1 },
      ]),
    ),
    {},
  );
  const lives = livesOf(view, columnsOf([view])).get("feed")!;
  expect(lives.map(({ first, last }) => [first, last])).toEqual([
    [0, 2],
    [4, 5],
  ]);
});

test("panels of marbles have the same axis", () => {
  const panels = [timed(range(9)), timed(range(12))].map((trace, i) => ({
    label: `run ${i}`,
    trace,
  }));
  const { svg } = draw(panels, { as: "marbles" });
  const axis = [...svg.matchAll(/<path d="M116 [\d.]+(H[\d.]+)M/g)].map((match) => match[1]);
  expect(axis).toHaveLength(2);
  expect(axis[0]).toBe(axis[1]);
});

test.each([
  [0, "0"],
  [999, "999"],
  [1000, "1k"],
  [1234, "1.2k"],
  [9960, "10k"],
  [999_499, "999k"],
  [999_500, "1M"],
  [12_345_678, "12M"],
])("a cell of the text has %d as %s", (n, words) => {
  expect(rounded(n)).toBe(words);
});

test("marblesSvg draws nothing at work in a window behind the end of a run", () => {
  const edge = { producer: "feed", consumer: "desk", subscription: 1 };
  const handle = { type: "handle", stage: "desk", from: "feed", events: [1] } as const;
  const run = readTrace(
    traceOf([
      { type: "events", ...edge, events: [1] },
      { ...handle, phase: "begin" },
      { ...handle, phase: "end", at: 20 },
    ]),
  );
  const later = viewOf(readTrace(threeStages()), {});
  const bodyOf = (from: number): string => {
    const view = viewOf(run, { from, to: 3 });
    return marblesSvg(planOf(view, [view, later])).body;
  };
  const atWork = /<path d="[^"]*" fill="currentColor" fill-opacity="\.55"/;
  expect(bodyOf(1)).toMatch(atWork);
  expect(bodyOf(4)).not.toMatch(atWork);
});
