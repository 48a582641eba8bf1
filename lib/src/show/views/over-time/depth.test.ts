import { expect, test } from "vitest";
import type { Trace } from "../../../trace.ts";
import { draw } from "../../draw.ts";
import { peak } from "../../paint/step-line.ts";
import { readTrace, threeStages, traceOf } from "../../run/traces.fixture.ts";
import { viewOf } from "../../run/view.ts";
import { depthOf, total } from "./depth.ts";

const between = { producer: "feed", consumer: "sink", subscription: 1 };

/** `n` events every 10 ms, handled at once. */
const steady = (n: number, rounds = 101): Trace =>
  traceOf(
    Array.from({ length: rounds }, (_, round) => {
      const events = Array.from({ length: n }, () => round);
      const handle = { type: "handle", stage: "sink", from: "feed", events } as const;
      return [
        { type: "ask", ...between, demand: n, at: round * 10 },
        { type: "events", ...between, events },
        { ...handle, phase: "begin" },
        { ...handle, phase: "end" },
      ] as const;
    }).flat(),
  );

const depthOfTrace = (trace: Trace) => depthOf(viewOf(readTrace(trace), {}));

test("depthOf has the four quantities of a run over time", () => {
  const { sections, axis } = depthOfTrace(steady(3));
  expect(axis).toMatchObject({ from: 0, to: 1000, unit: "ms" });
  expect(sections.map(({ of, unit }) => [of, unit])).toEqual([
    ["owed", "events"],
    ["in flight", "events"],
    ["throughput", "per s"],
  ]);
});

test("throughput is events handled a second of the run's clock", () => {
  const { sections } = depthOfTrace(steady(3));
  const line = total(sections.at(-1)!.strips[0]!);
  const handled = line.reduce((sum, [from, rate], index) => {
    const to = line[index + 1]?.[0] ?? 1000;
    return sum + (rate * (to - from)) / 1000;
  }, 0);
  expect(handled).toBeCloseTo(303);
  expect(peak(line)[1]).toBeCloseTo(300, -2);
});

test("depthOf over steps has no throughput", () => {
  expect(depthOfTrace(threeStages()).sections.map(({ of }) => of)).toEqual([
    "owed",
    "in flight",
    "buffered",
  ]);
});

test("depthOf keeps the 6 highest strips of a quantity and says how many it leaves out", () => {
  const trace = traceOf(
    Array.from({ length: 9 }, (_, i) => {
      const edge = { producer: "feed", consumer: `sink ${i}`, subscription: i };
      return { type: "ask", ...edge, demand: i + 1 } as const;
    }),
  );
  const { sections, notes } = depthOfTrace(trace);
  expect(sections[0]!.strips.map(({ name }) => name)).toEqual(
    [3, 4, 5, 6, 7, 8].map((i) => `feed → sink ${i}`),
  );
  expect(notes).toEqual(["3 lower lines not drawn."]);
});

test("panels of depths have the same axis and the same vertical scale", () => {
  const panels = [
    { label: "a few", trace: steady(2, 50) },
    { label: "many", trace: steady(40) },
  ];
  const { svg, text } = draw(panels, { as: "depth" });
  const few = svg.slice(0, svg.indexOf(">many<"));
  // The tick of the higher run's scale, and the end of the longer run's axis.
  expect(few).toMatch(/>40<[^]*>1,000<\/text>/);
  expect(text).toContain("max 2 at 0 ms");
});
