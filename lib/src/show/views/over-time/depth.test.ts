import { expect, test } from "vitest";
import type { Trace } from "../../../trace.ts";
import { draw } from "../../draw.ts";
import { peak } from "../../paint/step-line.ts";
import { count } from "../../paint/words.ts";
import { readTrace, threeStages, traceOf } from "../../run/traces.fixture.ts";
import { viewOf } from "../../run/view.ts";
import { depthOf, highOf, total } from "./depth.ts";
import { highestOf, topOf } from "./highs.ts";

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

/** A sink that handles an event at each of these times. */
const handledAt = (times: readonly number[]): Trace =>
  traceOf(
    times.map((at) => {
      const handle = { type: "handle", phase: "begin", stage: "sink", from: "feed" } as const;
      return { ...handle, events: [at], at } as const;
    }),
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

test.each([
  ["a second", "per s", 1000, 2000],
  ["a minute", "per min", 60_000, 120],
  ["an hour", "per h", 3_600_000, 2],
  ["a day", "per d", 86_400_000, 2],
] as const)("events handled %s have the unit of the axis", (words, unit, ms, rate) => {
  // So many in each of its windows, with a time for each to be seen at.
  const trace = handledAt(Array.from({ length: 10 * rate }, (_, n) => (n * ms) / rate));
  const { head, ...section } = depthOfTrace(trace).sections.at(-1)!;
  expect(head).toMatch(`handled ${words}, in windows of `);
  expect(section).toMatchObject({ unit, per: ms });
  expect(total(section.strips[0]!)[1]![1]).toBeCloseTo(rate);
  const { svg, text } = draw(trace, { as: "depth" });
  expect(text).toMatch(new RegExp(`» handled ${words}, .* · ${unit} · [^]*│ max ${count(rate)}`));
  expect(svg).toContain(`>${unit === "per min" ? "/min" : unit}<`);
});

test("rates of a short stretch keep the scale of the whole run, in their own unit", () => {
  const whole = viewOf(readTrace(handledAt(Array.from({ length: 60 }, (_, n) => n * 7.2e6))), {});
  const part = viewOf(whole.run, { from: 20, to: 40 });
  const highs = highestOf([depthOf(whole)]);
  const [ofWhole, ofPart] = [whole, part].map((view) => depthOf(view).sections.at(-1)!);
  expect([ofWhole!.unit, ofPart!.unit]).toEqual(["per d", "per h"]);
  expect(topOf(ofWhole!, highs)).toBeCloseTo(highOf(ofWhole!));
  expect(topOf(ofPart!, highs) * 24).toBeCloseTo(highOf(ofWhole!));
});

test("depthOf over steps has no throughput", () => {
  expect(depthOfTrace(threeStages()).sections.map(({ of }) => of)).toEqual([
    "owed",
    "in flight",
    "on order",
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
