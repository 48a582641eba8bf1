import { describe, expect, test } from "vitest";
import { fromIterable } from "../from-iterable.ts";
import type { TraceEntry } from "../trace.ts";
import { collector, virtualSystem } from "../virtual-system.fixture.ts";
import { checkTrace } from "./check-trace.ts";
import { bufferStory } from "./stories.fixture.ts";

const edge = { at: 0, producer: "feed", consumer: "end", subscription: 1 } as const;
const twoForOne: TraceEntry[] = [
  { at: 0, type: "start", stage: "feed", kind: "producer" },
  { ...edge, type: "subscribe", maxDemand: 1, minDemand: 0, mode: "automatic" },
  { ...edge, type: "ask", demand: 1 },
  { ...edge, type: "events", events: ["a", "b"] },
];

describe("checkTrace", () => {
  test("names the law, the stage, the subscription and the entry", () => {
    expect(checkTrace({ entries: twoForOne, truncated: 0 })).toEqual([
      {
        law: "within-demand",
        stage: "feed",
        subscription: 1,
        what: '"feed" has sent "end" 2 events and was asked for 1',
        index: 3,
      },
    ]);
  });

  test("finds nothing wrong in a run without details and without facts", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1, 2, 3, 4, 5]));
    system.start(collector([]), { subscribeTo: [{ to: feed, maxDemand: 2 }] });
    await system.idle();
    const restsAt = [system.trace.entries.length];
    expect(checkTrace(system.trace, { restsAt })).toEqual([]);
  });

  test("judges order without facts, and not what a dispatcher has to do", async () => {
    const { entries, options } = await bufferStory();
    const { restsAt = [] } = options;
    const swapped = entries.map((entry) =>
      entry.type === "events" && entry.events[0] === 6 ? { ...entry, events: [7, 6] } : entry,
    );
    const laws = (list: readonly TraceEntry[]): string[] =>
      checkTrace({ entries: list, truncated: 0 }, { restsAt }).map(({ law }) => law);
    expect(laws(entries)).toEqual([]);
    expect(laws(swapped)).toContain("order");
  });

  test("tells events apart as it is told to", async () => {
    const { entries, options } = await bufferStory();
    const rewritten = entries.map((entry) =>
      entry.type === "events"
        ? { ...entry, events: entry.events.map((event) => `${event}*`) }
        : entry,
    );
    const handled = rewritten.map((entry) =>
      entry.type === "handle"
        ? { ...entry, events: entry.events.map((event) => `${event}*`) }
        : entry,
    );
    const trace = { entries: handled, truncated: 0 };
    const identify = (event: unknown): unknown => String(event).replace("*", "");
    expect(checkTrace(trace, { ...options, identify })).toEqual([]);
    expect(checkTrace(trace, options).length).toBeGreaterThan(0);
  });

  test("wants the whole trace", () => {
    expect(() => checkTrace({ entries: twoForOne, truncated: 3 })).toThrow(
      new RangeError(
        "Expected the whole trace, but its first `3` entries have fallen out: give the system a larger `limit`, trace: { limit: … }",
      ),
    );
  });
});
