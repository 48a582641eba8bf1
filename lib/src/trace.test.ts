import { describe, expect, test } from "vitest";
import { type TraceEntry, Tracer } from "./trace.ts";

function added(limit: number, count: number): Tracer {
  let now = 0;
  const tracer = new Tracer(limit, () => now++);
  for (let demand = 1; demand <= count; demand++) {
    tracer.add({ type: "demand", stage: "feed", demand });
  }
  return tracer;
}

describe("Tracer", () => {
  test("keeps entries in order, each with the time", () => {
    expect(added(10, 2).entries).toEqual([
      { at: 0, type: "demand", stage: "feed", demand: 1 },
      { at: 1, type: "demand", stage: "feed", demand: 2 },
    ]);
  });

  test.each([
    { limit: 4, count: 4, truncated: 0, first: 1 },
    { limit: 4, count: 5, truncated: 2, first: 3 },
    { limit: 4, count: 9, truncated: 6, first: 7 },
    { limit: 2, count: 3, truncated: 1, first: 2 },
    { limit: 3, count: 4, truncated: 1, first: 2 },
  ])("of $count entries at a limit of $limit drops the $truncated oldest", (row) => {
    const tracer = added(row.limit, row.count);
    expect(tracer.truncated).toBe(row.truncated);
    expect(tracer.entries[0]).toMatchObject({ demand: row.first });
    expect(tracer.entries.length).toBe(row.count - row.truncated);
    expect(tracer.entries.length).toBeLessThanOrEqual(row.limit);
  });

  test("listen() tells each entry from then on, until it is stopped", () => {
    const tracer = added(10, 1);
    const heard: TraceEntry[] = [];
    const stop = tracer.listen((entry) => heard.push(entry));
    tracer.add({ type: "demand", stage: "feed", demand: 2 });
    stop();
    tracer.add({ type: "demand", stage: "feed", demand: 3 });
    expect(heard).toEqual([{ at: 1, type: "demand", stage: "feed", demand: 2 }]);
  });
});
