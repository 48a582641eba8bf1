import { describe, expect, test } from "vitest";
import { draw } from "../draw.ts";
import { sequencePlan } from "../views/sequence/plan.ts";
import { topologyPlan } from "../views/topology/plan.ts";
import { drawnEdges, earlierNotes } from "./drawn-edges.ts";
import { readTrace, traceOf } from "./traces.fixture.ts";
import { viewOf } from "./view.ts";

/** A desk that asks a feed and fails, so many times; `isOpen`: the first life's subscription goes on. */
const restarts = (times: number, isOpen = false) =>
  traceOf(
    Array.from({ length: times }, (_, i) => {
      const between = { producer: "feed", consumer: "desk", subscription: i + 1 };
      const end = { type: "cancel", ...between, reason: "boom" } as const;
      return [
        { type: "subscribe", ...between, maxDemand: 4, minDemand: 2, mode: "automatic" },
        { type: "ask", ...between, demand: 4 },
        { type: "events", ...between, events: [i, i, i] },
        ...(isOpen && i === 0 ? [] : [end]),
      ] as const;
    }).flat(),
  );

const edgesOf = (times: number, isOpen = false, to?: number) =>
  viewOf(readTrace(restarts(times, isOpen)), to === undefined ? {} : { to }).edges;

describe("drawnEdges", () => {
  test("are all of up to 3 between two stages, and of more the newest 3", () => {
    expect(drawnEdges(edgesOf(3))).toEqual(edgesOf(3));
    expect(drawnEdges(edgesOf(9))).toEqual(edgesOf(9).slice(-3));
  });

  test("are those that are open, too", () => {
    expect(drawnEdges(edgesOf(9, true))).toEqual(edgesOf(9, true).filter((_, i) => !i || i > 5));
  });

  test("are behind a step the one that is open there, and the newest 3 of the run", () => {
    // Step 18 asks on the fifth.
    const edges = edgesOf(9, false, 18);
    expect(drawnEdges(edges)).toEqual([edges[4], ...edges.slice(-3)]);
    expect(earlierNotes(edges)).toEqual([
      "4 earlier subscriptions of feed to desk not drawn; on them 12 delivered.",
    ]);
  });
});

test("earlierNotes name no stages where several pairs have earlier ones", () => {
  const [feed, other] = [edgesOf(5), edgesOf(4).map((edge) => ({ ...edge, producer: "other" }))];
  const levels = { owed: { name: "other → desk" } };
  const all = [...feed, ...other.map((edge) => ({ ...edge, levels }) as unknown as typeof edge)];
  expect(earlierNotes(all)).toEqual(["3 earlier subscriptions not drawn; on them 9 delivered."]);
  expect(earlierNotes(feed.slice(2))).toEqual([]);
});

describe("a run of many restarts", () => {
  const trace = restarts(20_000);

  test("is a small topology that says what it leaves out", () => {
    const { text, svg } = draw(trace, { as: "topology" });
    expect(text).toContain("20,000 subscriptions: 80,000 asked, 60,000 delivered, 0 owed.");
    expect(text.replace(/\s+/g, " ")).toContain(
      "19,997 earlier subscriptions of feed to desk not drawn; on them 59,991 delivered.",
    );
    expect(text.split("\n").filter((line) => line.includes("▼"))).toHaveLength(3);
    expect(svg.length).toBeLessThan(20_000);
    const plan = topologyPlan(viewOf(readTrace(trace), {}), { isLive: true, head: 0 });
    expect(plan.routes).toHaveLength(3);
  });

  test("is a sequence with 3 columns, in one of which all earlier ones are", () => {
    const view = viewOf(readTrace(trace), {});
    const { slots, rows, width } = sequencePlan(view);
    expect(new Set(slots.values()).size).toBe(3);
    expect(width).toBeLessThan(800);
    const drawn = rows.filter(({ cut }) => !cut).map(({ steps }) => steps[0]!.edge!.levels);
    expect(drawn.every((levels) => slots.has(levels))).toBe(true);
    expect(draw(trace, { as: "sequence" }).svg).not.toContain("NaN");
  });
});
