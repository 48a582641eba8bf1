import { describe, expect, test } from "vitest";
import type { Trace } from "../trace.ts";
import { draw } from "./draw.ts";
import { kinds as allKinds } from "./kinds.ts";
import { columns } from "./paint/words.ts";
import { tagsOf } from "./paint/svg.fixture.ts";
import { threeStages, traceOf } from "./run/traces.fixture.ts";
import type { DrawOptions } from "./run/view.ts";

const kinds = Object.keys(allKinds) as NonNullable<DrawOptions["as"]>[];

/** A chain of these stages, in which events go down and some are lost; `closes` makes it a ring. */
function chain(names: readonly string[], closes = false): Trace {
  const last = names.length - 1;
  const pairs = names.slice(1).map((consumer, i) => [names[i]!, consumer] as const);
  if (closes) pairs.push([names[last]!, names[0]!]);
  return traceOf([
    ...names.map((stage) => ({ type: "start", stage, kind: "producer-consumer" }) as const),
    ...[0, 7.5, 10, 20, 30, 40, 50, 60, 70].flatMap((at) =>
      pairs.flatMap(([producer, consumer], i) => {
        const between = { producer, consumer, subscription: i + 1, at };
        const handled = {
          type: "handle",
          stage: consumer,
          from: producer,
          events: [at],
          at,
        } as const;
        return [
          { type: "ask", ...between, demand: 2 },
          { type: "events", ...between, events: [consumer, at] },
          { ...handled, phase: "begin" },
          { ...handled, phase: "end" },
          { type: "buffered", stage: producer, count: 1, total: at, at },
          { type: "discarded", stage: producer, count: 1, why: consumer, at },
        ] as const;
      }),
    ),
    { type: "exit", stage: names[last]!, reason: new Error(names[0]) },
  ]);
}

const long = "seismometer ".repeat(25);
const hardTraces: readonly (readonly [string, Trace])[] = [
  ["an empty trace", traceOf([])],
  ["one start", traceOf([{ type: "start", stage: "a", kind: "producer" }])],
  ["a cut trace", { entries: threeStages().entries.slice(8), truncated: 5000 }],
  ["a cut trace of few steps", { entries: threeStages().entries.slice(-2), truncated: 29 }],
  ["a cycle", chain(["a", "b", "c"], true)],
  ["a stage that asks itself", chain(["a", "a"])],
  ["200 stages", chain(Array.from({ length: 200 }, (_, i) => `stage ${i}`))],
  ["markup", chain(["<b>feed</b>", "]]>&amp;<!--", '" onload="x'])],
  ["right to left", chain(["محطة الرصد", "תחנה\u202E"])],
  ["emoji and a line break", chain(["🌋👩‍👩‍👧", "line\nbreak"])],
  ["300 characters", chain([long, `${long}2`])],
];

describe.each(kinds)("as %s,", (as) => {
  test.each(hardTraces)("%s is drawn well formed, of finite numbers", (_, trace) => {
    const { svg, html, text } = draw(trace, { as });
    for (const markup of [svg, html]) expect(() => tagsOf(markup.trim())).not.toThrow();
    for (const form of [svg, html, text]) expect(form).not.toMatch(/NaN|Infinity|undefined/);
    for (const line of text.split("\n")) expect(columns(line)).toBeLessThanOrEqual(100);
  });

  test.each(hardTraces)("%s is drawn twice to the same bytes", (_, trace) => {
    expect(draw(trace, { as })).toEqual(draw(trace, { as }));
  });

  test("a window within the run and beyond its end is drawn", () => {
    const trace = threeStages();
    for (const options of [
      { from: 10, to: 14 },
      { to: 1 },
      { from: 31 },
      { from: 99 },
      { to: 99 },
    ]) {
      expect(draw(trace, { as, ...options }).svg).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(draw(trace, { as, to: 99 })).toEqual(draw(trace, { as }));
  });

  test("panels stand over one another, each under its label", () => {
    const panels = [
      { label: "a <b>", trace: threeStages() },
      { label: "nothing", trace: traceOf([]) },
      { label: "a ring", trace: chain(["a", "b"], true) },
    ];
    const { svg, text, html } = draw(panels, { as });
    expect(() => tagsOf(html.trim())).not.toThrow();
    expect(svg).toContain(">a &#60;b&#62;<");
    expect(svg).toContain("nothing: The trace is empty");
    for (const { label } of panels) expect(text.split("\n")).toContain(label);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
});

// What the topology shows is tested beside it.
const drawnHere = kinds.filter((as) => as !== "topology");

test.each(drawnHere)("a name that is cut stands whole in a title: %s", (as) => {
  const { svg } = draw(chain([long, `${long}2`]), { as });
  const titles = [...svg.matchAll(/<title>([^<]*)<\/title>/g)].map((match) => match[1]!);
  expect(titles.some((title) => title.includes(`${long}2`))).toBe(true);
});

test.each(drawnHere)("a small run as %s", async (as) => {
  const { svg } = draw(threeStages(), { as });
  await expect(svg).toMatchFileSnapshot(`views/snapshots/${as}.svg`);
});

describe("draw of panels", () => {
  const panel = { label: "a", trace: threeStages() };

  test("takes of `stages` those that a run has", () => {
    const other = { label: "b", trace: chain(["numbers", "sink"]) };
    const { text } = draw([panel, other], { stages: ["numbers", "sink", "print"] });
    expect(text).toContain("sink");
    expect(() => draw([panel, other], { stages: ["nobody"] })).toThrow(RangeError);
  });

  test.each([
    [[], RangeError, "Expected `trace` to be a trace or 1 to 6 panels, got `0`"],
    [Array(7).fill(panel), RangeError, "Expected `trace` to be a trace or 1 to 6 panels, got `7`"],
    [[{ trace: panel.trace }], TypeError, "Expected panel 0 to be `{ label, trace }`"],
    [[panel, { label: "b" }], TypeError, "Expected panel 1 to be `{ label, trace }`"],
    [[undefined], TypeError, "Expected panel 0 to be `{ label, trace }`"],
  ] as const)("refuses %#", (panels, kind, message) => {
    expect(() => draw(panels as never)).toThrow(kind);
    expect(() => draw(panels as never)).toThrow(message);
  });
});

test("what was lost is told beside another picture", () => {
  expect(draw(threeStages()).html).toContain("2 lost (as: &#34;lost&#34; shows where).");
  expect(draw(threeStages(), { as: "lost" }).html).not.toContain("shows where");
});
