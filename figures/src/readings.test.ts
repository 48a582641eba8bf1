import { System, consumer, fromIterable } from "headgate";
import type { Trace } from "headgate";
import { beforeAll, describe, expect, test } from "vitest";
import {
  batchesOf,
  busyMs,
  discardedBy,
  doneAt,
  endOf,
  entriesOf,
  handledBy,
  inFlightTo,
  level,
  mean,
  namesOf,
  onOrderOf,
  peak,
  type Point,
  subscriptionOf,
  subscriptionsOf,
  waitingFor,
} from "./readings.ts";

/** Seven quakes at once to a desk that takes three at most and asks behind two; 10 ms for each. */
async function sevenToOneDesk(): Promise<Trace> {
  const system = new System({ clock: "virtual", trace: true });
  const quakes = [1, 2, 3, 4, 5, 6, 7].map((id) => ({ id }));
  const feed = system.start(fromIterable(quakes), { name: "feed" });
  const desk = consumer((stage) => ({ handleEvents: (some) => stage.sleep(10 * some.length) }));
  system.start(desk, { name: "desk", subscribeTo: [{ to: feed, maxDemand: 3, minDemand: 1 }] });
  await system.idle();
  return system.trace;
}

const valuesOf = (points: readonly Point[]): number[] => points.map(({ value }) => value);

describe("readings of a run", () => {
  let trace: Trace;
  beforeAll(async () => {
    trace = await sevenToOneDesk();
  });

  test("a subscription: its limits, its asks, what came and what was owed in between", () => {
    const reading = subscriptionOf(trace, "desk");
    const { producer, maxDemand, minDemand, mode, asks, delivered, pending } = reading;
    expect({ producer, maxDemand, minDemand, mode }).toEqual({
      producer: "feed",
      maxDemand: 3,
      minDemand: 1,
      mode: "automatic",
    });
    expect(asks).toEqual([3, 2, 3, 2]);
    expect(namesOf(delivered)).toBe("1, 2, 3, 4, 5, 6, 7");
    expect(valuesOf(pending)).toEqual([3, 0, 2, 0, 3, 1, 3]);
    expect(subscriptionsOf(trace)).toEqual([reading]);
    expect(() => subscriptionOf(trace, "nobody")).toThrow('a subscription of "nobody"');
  });

  test("what is under way to a stage, and with it", () => {
    expect(valuesOf(waitingFor(trace, "desk"))).toEqual([3, 1, 0, 2, 0, 2, 0]);
    expect(valuesOf(inFlightTo(trace, "desk"))).toEqual([3, 1, 3, 2, 0, 2, 0]);
    expect(valuesOf(onOrderOf(trace, "desk"))).toEqual([3, 1, 3, 2, 0, 3, 1, 3]);
    expect(peak(waitingFor(trace, "desk"))).toBe(3);
    expect(peak([])).toBe(0);
  });

  test("what a stage did, and when", () => {
    expect(batchesOf(trace, "desk").map(({ length }) => length)).toEqual([2, 1, 2, 2]);
    expect(namesOf(handledBy(trace, "desk"))).toBe("1, 2, 3, 4, 5, 6, 7");
    expect([doneAt(trace, "desk"), busyMs(trace, "desk"), endOf(trace)]).toEqual([70, 70, 70]);
    expect(doneAt(trace, "feed")).toBe(0);
  });

  test("a mean over time", () => {
    const starts = level(trace, ({ type }) => (type === "start" ? 1 : 0));
    expect(mean(starts, trace)).toBe(2);
    expect(mean([], { entries: [], truncated: 0 })).toBe(0);
    const half = [{ index: 0, at: 35, value: 4 }];
    expect(mean(half, trace)).toBe(2);
  });

  test("losses, counted by stage", () => {
    const lost = { type: "discarded", at: 0, count: 2, why: "full" } as const;
    const entries = [
      { ...lost, stage: "feed" },
      { ...lost, stage: "desk" },
    ];
    expect(discardedBy({ entries, truncated: 0 }, "feed")).toBe(2);
    expect(entriesOf({ entries, truncated: 0 }, "discarded")).toEqual(entries);
  });

  test("names of events: their id, or themselves", () => {
    expect(namesOf([{ id: "a" }, 2, "three"])).toBe("a, 2, three");
  });
});
