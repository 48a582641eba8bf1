import type { Trace, TraceEntry } from "../../trace.ts";
import { record } from "./recording.ts";
import { readRun, type Run } from "./run.ts";

type Entry = TraceEntry extends infer E
  ? E extends TraceEntry
    ? Omit<E, "at"> & { at?: number }
    : never
  : never;

/** A trace written by hand: an entry without `at` happens when the one before it did. */
export function traceOf(entries: readonly Entry[], truncated = 0): Trace {
  let now = 0;
  const timed = entries.map((entry): TraceEntry => ({ ...entry, at: (now = entry.at ?? now) }));
  return { entries: timed, truncated };
}

/** Reads a trace as a figure does. */
export function readTrace(trace: Trace, upTo: number = Infinity): Run {
  const { entries, truncated } = record(trace);
  return readRun({ entries: entries.slice(0, Math.max(0, upTo - truncated)), truncated });
}

const range = (from: number, n: number): number[] => Array.from({ length: n }, (_, i) => from + i);

/** counter → double → print, with max 10 and min 5 and a consumer that sleeps. */
export function threeStages(): Trace {
  const up = { producer: "numbers", consumer: "double", subscription: 1 };
  const down = { producer: "double", consumer: "print", subscription: 2 };
  const first = range(0, 10);
  const out = first.map((n) => n * 2);
  return traceOf([
    { type: "start", stage: "numbers", kind: "producer" },
    { type: "start", stage: "double", kind: "producer-consumer" },
    { type: "subscribe", ...up, maxDemand: 10, minDemand: 5, mode: "automatic" },
    { type: "ask", ...up, demand: 10 },
    { type: "start", stage: "print", kind: "consumer" },
    { type: "subscribe", ...down, maxDemand: 4, minDemand: 2, mode: "automatic" },
    { type: "ask", ...down, demand: 4 },
    { type: "demand", stage: "numbers", demand: 10 },
    { type: "events", ...up, events: first },
    { type: "handle", phase: "begin", stage: "double", from: "numbers", events: first.slice(0, 5) },
    { type: "handle", phase: "end", stage: "double", from: "numbers", events: first.slice(0, 5) },
    { type: "events", ...down, events: out.slice(0, 4) },
    { type: "buffered", stage: "double", count: 1, total: 1 },
    { type: "handle", phase: "begin", stage: "print", from: "double", events: out.slice(0, 2) },
    {
      type: "handle",
      phase: "end",
      stage: "print",
      from: "double",
      events: out.slice(0, 2),
      at: 20,
    },
    { type: "ask", ...down, demand: 2 },
    { type: "handle", phase: "begin", stage: "print", from: "double", events: out.slice(2, 4) },
    { type: "events", ...down, events: out.slice(4, 5) },
    { type: "handle", phase: "begin", stage: "double", from: "numbers", events: first.slice(5) },
    { type: "handle", phase: "end", stage: "double", from: "numbers", events: first.slice(5) },
    { type: "events", ...down, events: out.slice(5, 6) },
    { type: "buffered", stage: "double", count: 4, total: 4 },
    { type: "ask", ...up, demand: 5 },
    { type: "demand", stage: "numbers", demand: 5 },
    { type: "events", ...up, events: range(10, 5) },
    {
      type: "handle",
      phase: "end",
      stage: "print",
      from: "double",
      events: out.slice(2, 4),
      at: 40,
    },
    { type: "cancel", ...down, reason: "normal" },
    { type: "exit", stage: "print", reason: "normal" },
    { type: "discarded", stage: "double", count: 2, why: "buffer is full" },
    { type: "cancel", ...up, reason: "normal" },
    { type: "exit", stage: "double", reason: new Error("boom & <bust>") },
  ]);
}
