import { describe, expect, test } from "vitest";
import { draw } from "./draw.ts";
import { drawPlot } from "./views/plot/plot.ts";
import { traceOf } from "./run/traces.fixture.ts";

const hour = 3_600_000;
const between = { producer: "feed", consumer: "desk", subscription: 1 };

/** A week in which a desk asks for one quake every 7 hours; the last is lost 20 ms before the end. */
const week = traceOf([
  ...Array.from({ length: 24 }, (_, round) => [
    { type: "ask", ...between, demand: 1, at: round * 7 * hour } as const,
    { type: "events", ...between, events: [round], at: round * 7 * hour + 860 } as const,
    ...(["begin", "end"] as const).map(
      (phase) => ({ type: "handle", phase, stage: "desk", from: "feed", events: [round] }) as const,
    ),
  ]).flat(),
  { type: "discarded", stage: "feed", count: 1, why: "buffer is full", at: 7 * 24 * hour - 20 },
  { type: "exit", stage: "feed", reason: "normal", at: 7 * 24 * hour },
]);

describe("a run of a week", () => {
  test("spans days on an axis in days, and its table tells every time to the ms", () => {
    const { text, svg, html } = draw(week, { as: "depth" });
    expect(text).toContain("2 stages, 98 steps, 0 to 7 d.");
    expect(text).toContain("owed: asked, not yet delivered · events · time in d");
    expect(text).toContain("handled a day, in windows of 12 h · per d · time in d");
    expect(text).toMatch(/desk .*│ max 4 at 0 ms, last 2$/);
    expect(svg).toMatch(/>0<\/text>[^]*>2<\/text>[^]*>4<\/text>[^]*>time in d</);
    expect(html).toMatch(/<th scope="col">time<\/th>[^]*<bdi>6 d 17 h 0.86 s<\/bdi>/);
    expect(text + html).not.toMatch(/\d{2},\d{3}/);
  });

  test("has marbles in columns of hours, on a short part of it from a round time", () => {
    const { text, svg } = draw(week, { as: "marbles" });
    expect(text).toMatch(/\n *d +0 +1\.2 /);
    expect(text).toContain("each is 14 h wide");
    expect(svg).toContain(">time in d →<");
    const panels = ["one", "other"].map((label) => ({ label, trace: week }));
    const part = draw(panels, { as: "marbles", from: 93 });
    expect(part.text).toContain("  time in h since 6 d\n");
  });

  test("has a sequence whose times stand over their rows", () => {
    const { text, svg } = draw(week, { as: "sequence", from: 93 });
    expect(text).toContain("    time  step feed");
    expect(text).toContain("\n6 d 17 h    93 ");
    expect(text).toContain("\n6 d 17 h 0.86 s\n            94 ");
    expect(svg).toContain(">6 d 17 h 0.86 s<");
  });

  test("says when what was lost", () => {
    const { text, html } = draw(week, { as: "lost" });
    expect(text).toContain("✕ 6 d 23 h 59 min 59.98 s, step 97: feed lost 1, buffer is full");
    expect(html).toContain("<bdi>6 d 23 h 59 min 59.98 s</bdi>");
  });

  test("says of the end of a plot how far from its start something was highest", () => {
    const points = [0, 7, 20].map((s) => [166 * hour + s * 1000, s] as const);
    const { text } = drawPlot([{ name: "queue", points }]);
    expect(text).toContain("events · time in s since 6 d 22 h\n");
    expect(text).toContain("max 20 at +20 s, last 20");
  });

  test("is told in days by a plot, too", () => {
    const points = [0, 50, 166].map((at) => [at * hour, at] as const);
    const { text, html } = drawPlot([{ name: "queue", points }]);
    expect(text).toContain("max 166 at 6 d 22 h, last 166");
    expect(html).toMatch(/<th scope="col">time<\/th>[^]*<bdi>2 d 2 h<\/bdi>/);
  });
});
