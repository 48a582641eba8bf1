import { expect, test } from "vitest";
import type { TraceEntry } from "../../trace.ts";
import { checkTrace } from "../check-trace.ts";

const edge = { at: 0, producer: "feed", consumer: "double", subscription: 1 } as const;
const handle = { at: 0, type: "handle", stage: "double", from: "feed", subscription: 1 } as const;
const reason = new Error("the feed failed");

/** "double" is sent 1, its producer fails, and it follows; having handled 1 or not. */
function ended(hasHandled: boolean): TraceEntry[] {
  const batch: TraceEntry[] = [
    { ...handle, phase: "begin", events: [1] },
    { ...handle, phase: "end", events: [1] },
  ];
  const why = "the stage ended before it handled them";
  return [
    { at: 0, type: "start", stage: "feed", kind: "producer" },
    { at: 0, type: "start", stage: "double", kind: "producer-consumer" },
    { ...edge, type: "subscribe", maxDemand: 2, minDemand: 0, mode: "manual" },
    { ...edge, type: "ask", demand: 1 },
    { ...edge, type: "accept" },
    { at: 0, type: "emit", stage: "feed", events: [1] },
    { ...edge, type: "events", events: [1] },
    { at: 0, type: "exit", stage: "feed", reason },
    { ...edge, type: "cancel", reason },
    ...(hasHandled ? batch : []),
    ...(hasHandled ? [] : [{ at: 0, type: "discarded", stage: "double", count: 1, why } as const]),
    { at: 0, type: "exit", stage: "double", reason },
  ];
}

test("cancelBehindEvents: a producer-consumer that follows its producer has handled what came before (P-6)", () => {
  const laws = (hasHandled: boolean): string[] =>
    checkTrace({ entries: ended(hasHandled), truncated: 0 }).map(({ law }) => law);
  expect(laws(false)).toContain("cancel-behind-events");
  expect(laws(true)).not.toContain("cancel-behind-events");
});
