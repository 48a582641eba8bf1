import { describe, expect, test } from "vitest";
import type { Trace, TraceEntry } from "../trace.ts";
import { draw } from "./draw.ts";
import { signs, tagsOf } from "./paint/svg.fixture.ts";
import { threeStages, traceOf } from "./run/traces.fixture.ts";
import type { DrawOptions } from "./run/view.ts";
import { columns } from "./paint/words.ts";

const kinds = ["sequence", "marbles", "depth", "lost", "topology"] as const;

const sumOf = (trace: Trace, of: (entry: TraceEntry) => number): number =>
  trace.entries.reduce((sum, entry) => sum + of(entry), 0);
const asked = (entry: TraceEntry): number => (entry.type === "ask" ? entry.demand : 0);
const sent = (entry: TraceEntry): number => (entry.type === "events" ? entry.events.length : 0);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0);

function chainOf(length: number, rounds = 1): Trace {
  const names = Array.from({ length }, (_, i) => `s${i}`);
  const starts = names.map(
    (stage) => ({ type: "start", stage, kind: "producer-consumer" }) as const,
  );
  const messages = Array.from({ length: rounds }, (_, round) =>
    names.slice(1).flatMap((consumer, i) => {
      const between = { producer: names[i]!, consumer, subscription: i + 1 };
      return [
        { type: "ask", ...between, demand: 3, at: round * 10 },
        { type: "events", ...between, events: [round], at: round * 10 },
      ] as const;
    }),
  ).flat();
  return traceOf([...starts, ...messages]);
}

describe("draw", () => {
  test("draws in a sequence exactly what was asked and sent", () => {
    const trace = threeStages();
    const { svg } = draw(trace, { as: "sequence" });
    // The legend shows one sign of each, with a 5.
    expect(sum(signs(svg, "ring")) - 5).toBe(sumOf(trace, asked));
    expect(sum(signs(svg, "disc")) - 5).toBe(sumOf(trace, sent));
    expect([...svg.matchAll(/>owed (\d+)</g)].map((match) => Number(match[1]))).toEqual([
      10, 4, 0, 0, 2, 1, 0, 5, 0,
    ]);
  });

  test("draws in a topology what was delivered and is owed", () => {
    const trace = threeStages();
    const { svg } = draw(trace, { as: "topology", to: 24 });
    expect(signs(svg, "disc")).toEqual([5, 10, 6]);
    expect(signs(svg, "ring")).toEqual([5, 5, 0]);
    for (const words of ["sent 10", "handled 10", "sent 6", "handled 4"])
      expect(svg).toContain(`>${words}<`);
  });

  test("marks in a depth what was highest on each strip", () => {
    const { svg, text } = draw(threeStages(), { as: "depth" });
    const marks = [...svg.matchAll(/>max (\d+)</g)].map((match) => Number(match[1]));
    // Owed, in flight, on order, and in the buffer.
    expect(marks).toEqual([10, 4, 10, 4, 10, 4, 4]);
    expect(text.match(/max \d+(, last \d+$| at step \d+)/gm)).toEqual([
      "max 10 at step 4",
      "max 4 at step 7",
      "max 10 at step 9",
      "max 4 at step 12",
      "max 10, last 0",
      "max 4, last 0",
      "max 4 at step 22",
    ]);
  });

  test("tabulates every step", () => {
    const trace = threeStages();
    const { html } = draw(trace);
    expect(html.match(/<tr>/g)).toHaveLength(trace.entries.length + 1);
    expect(html).toContain("<summary>The same as a table: 31 steps</summary>");
  });

  test("draws for a terminal within 100 columns", () => {
    expect(draw(threeStages(), { to: 16 }).text).toMatchInlineSnapshot(`
      "Who sent what to whom
      3 stages, 16 steps, 0 to 20 ms. numbers → double: 10 asked, 10 delivered, 0 owed. double → print: 6
      asked, 4 delivered, 2 owed.

            ms  step numbers                double                 print
             0     3 │◀╌╌ max 10, min 5 ╌╌╌╌│                      │
                   4 │◀╌╌╌╌╌╌╌ ○ 10 ╌╌╌╌╌╌╌╌│                      │                      owed 10
                   6 │                      │◀╌╌╌ max 4, min 2 ╌╌╌╌│
                   7 │                      │◀╌╌╌╌╌╌╌ ○ 4 ╌╌╌╌╌╌╌╌╌│                      owed 4
                   8 █ new demand 10        │                      │
                   9 │──────── ● 10 ───────▶│                      │                      owed 0
                  10 │                      █ handles 5            │
                  12 │                      │──────── ● 4 ────────▶│                      owed 0
                  13 │                      │ buffers 1, holds 1   │
                  14 │                      │                      █ handles 2
            20    16 │                      │◀╌╌╌╌╌╌╌ ○ 2 ╌╌╌╌╌╌╌╌╌│                      owed 2"
    `);
  });

  test.each(kinds)("gives the same bytes for the same trace: %s", (as) => {
    const again = draw(threeStages(), { as });
    expect(draw(threeStages(), { as })).toEqual(again);
  });

  test.each(kinds)("needs no ids, scripts or anything from elsewhere: %s", (as) => {
    const { svg, html } = draw(threeStages(), { as });
    expect(html).toContain(svg.trim());
    expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
    expect(html).not.toMatch(/\sid=|\shref=|url\(|@import|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  });

  test.each([
    ["short with few stages", threeStages(), "Who sent what to whom"],
    ["long", chainOf(3, 40), "What was owed and what waited"],
    [
      "without a message",
      traceOf([{ type: "start", stage: "a", kind: "producer" }]),
      "Who asks whom",
    ],
  ])("chooses for a run that is %s", (_, trace, title) => {
    expect(draw(trace).text.split("\n")[0]).toBe(title);
  });

  test("takes a title, stages and a window of steps", () => {
    const { text, html } = draw(threeStages(), {
      title: "Mine",
      stages: ["double", "print"],
      from: 12,
      to: 18,
    });
    expect(text.split("\n")[0]).toBe("Mine");
    expect(html).toContain(
      "<strong>Mine.</strong> 2 stages, 7 steps, 0 to 20 ms. double → print: 6 asked, 5 delivered, 1 owed.",
    );
    expect(text).not.toContain("numbers");
  });

  test.each([
    [{ as: "pie" }, "Expected `as` to be sequence, marbles, depth, lost, topology, got `pie`"],
    [
      { stages: ["nummbers"] },
      "Expected `stages` to name stages of this trace (numbers, double, print), got `nummbers`",
    ],
    [{ from: 0 }, "Expected `from` to be a step, an integer from 1 up, got `0`"],
    [{ to: 2.5 }, "Expected `to` to be a step, an integer from 1 up, got `2.5`"],
  ])("refuses %j", (options, message) => {
    expect(() => draw(threeStages(), options as DrawOptions)).toThrow(new RangeError(message));
  });
});

describe("draw says what it leaves out:", () => {
  test.each(kinds)("an empty trace, as %s", (as) => {
    const { text, svg } = draw(traceOf([]), { as });
    expect(text).toContain("The trace is empty");
    expect(svg).toContain("The trace is empty");
  });

  test.each(kinds)("the beginning of a bounded trace, as %s", (as) => {
    const { entries } = threeStages();
    const { text, svg } = draw({ entries: entries.slice(8), truncated: 5000 }, { as });
    expect(text).toContain(
      "The first 5,000 steps fell out of the bounded trace: totals count from step 5,001.",
    );
    expect(svg).toContain("The first 5,000 steps");
    expect(text).not.toContain("−");
  });

  test.each(kinds)("most of 200 stages, as %s", (as) => {
    const { text, svg, html } = draw(chainOf(200), { as });
    // 11 of 199 subscriptions are between stages drawn: 188 starts and 188 times two messages are not.
    expect(text).toContain("188 more stages and 564 steps of theirs not drawn.");
    expect(svg.length).toBeLessThan(40_000);
    expect(html.length).toBeLessThan(60_000);
  });

  test("the middle of a long run", () => {
    const trace = chainOf(2, 500);
    const { svg, text, html } = draw(trace, { as: "sequence" });
    const hidden = Number(/… ([\d,]+) more steps not drawn/.exec(svg)![1]!.replace(",", ""));
    expect(signs(svg, "ring").length - 1 + (signs(svg, "disc").length - 1) + hidden).toBe(1000);
    expect(text).toMatch(/… [\d,]+ more steps not drawn/);
    expect(html).toContain("… 802 more rows not shown");
  });

  test("that a producer sent more than it was asked", () => {
    const between = { producer: "feed", consumer: "sink", subscription: 1 };
    const { svg } = draw(
      traceOf([
        { type: "ask", ...between, demand: 1 },
        { type: "events", ...between, events: [1, 2, 3] },
      ]),
    );
    expect(svg).toContain("feed sent 2 events more than sink asked for.");
    expect(svg).toContain(">owed −2<");
  });
});

describe("draw with names that nobody should trust", () => {
  const names = [
    "<script>alert(1)</script>",
    "</text></svg><img src=x onerror=alert(1)>",
    '" onload="alert(1)',
    "</title></desc></style><style>*{display:none}",
    "line\nbreak\u0000\u001b[31m\u202E\ud800",
    "محطة 地震のフィード 🌋",
    "",
  ];
  const trace = traceOf([
    ...names.map(
      (stage, i) => ({ type: "start", stage, kind: i === 0 ? "producer" : "consumer" }) as const,
    ),
    ...names.slice(1).flatMap((consumer, i) => {
      const between = { producer: names[0]!, consumer, subscription: i + 1 };
      return [
        { type: "ask", ...between, demand: 2 },
        { type: "events", ...between, events: [consumer, consumer] },
        { type: "discarded", stage: consumer, count: 1, why: consumer },
        { type: "cancel", ...between, reason: consumer },
        { type: "exit", stage: consumer, reason: new Error(consumer) },
      ] as const;
    }),
  ]);

  test.each(kinds)("makes nothing but its own elements of them, well formed: %s", (as) => {
    const { svg, html } = draw(trace, { as, title: names[1]! });
    const svgTags = ["svg", "title", "desc", "style", "g", "text", "path", "rect", "circle"];
    const htmlTags = ["figure", "figcaption", "strong", "div", "details", "summary"];
    const tableTags = ["table", "thead", "tbody", "tr", "th", "td", "bdi"];
    const attributes =
      /^(xmlns|viewBox|width|height|role|style|font-\S+|fill\S*|stroke\S*|text-anchor|class|[xydr]|rx|cx|cy|tabindex|aria-label|scope|colspan)$/;
    for (const tag of tagsOf(svg)) expect(svgTags).toContain(tag.name);
    for (const tag of tagsOf(html)) {
      expect([...svgTags, ...htmlTags, ...tableTags]).toContain(tag.name);
      for (const name of tag.attributes) expect(name).toMatch(attributes);
    }
  });

  test.each(kinds)("prints no control sign, and at most 100 columns: %s", (as) => {
    const { text } = draw(trace, { as });
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\ud800]/u);
    for (const line of text.split("\n")) expect(columns(line)).toBeLessThanOrEqual(100);
  });
});
