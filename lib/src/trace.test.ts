import { describe, expect, test } from "vitest";
import { consumerSupervisor } from "./consumer-supervisor.ts";
import { consumer } from "./definitions.ts";
import { fromIterable } from "./from-iterable.ts";
import { type Trace, type TraceEntry, Tracer } from "./trace.ts";
import { collector, hand, virtualSystem } from "./virtual-system.fixture.ts";

function added(limit: number, count: number): Trace {
  let now = 0;
  const tracer = new Tracer(limit, () => now++);
  for (let demand = 1; demand <= count; demand++) {
    tracer.add({ type: "demand", stage: "feed", demand });
  }
  return tracer.trace;
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
    const { entries, truncated } = added(row.limit, row.count);
    expect(truncated).toBe(row.truncated);
    expect(entries[0]).toMatchObject({ demand: row.first });
    expect(entries.length).toBe(row.count - row.truncated);
    expect(entries.length).toBeLessThanOrEqual(row.limit);
  });

  test("listen() tells each entry from then on, until it is stopped", () => {
    let now = 1;
    const tracer = new Tracer(10, () => now++);
    const heard: TraceEntry[] = [];
    const stop = tracer.listen((entry) => heard.push(entry));
    tracer.add({ type: "demand", stage: "feed", demand: 2 });
    stop();
    tracer.add({ type: "demand", stage: "feed", demand: 3 });
    expect(heard).toEqual([{ at: 1, type: "demand", stage: "feed", demand: 2 }]);
  });
});

describe("a system's trace", () => {
  test("has every step of a small run in order, each with its time", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable(["a", "b", "c"]), { name: "feed" });
    const slow = consumer<string>((stage) => ({ handleEvents: () => stage.sleep(10) }));
    system.start(slow, { name: "end", subscribeTo: [{ to: feed, maxDemand: 2, minDemand: 0 }] });
    await system.idle();
    const edge = { producer: "feed", consumer: "end", subscription: 1 };
    const handle = { type: "handle", stage: "end", from: "feed" };
    expect(system.trace.truncated).toBe(0);
    expect(system.trace.entries).toEqual([
      { at: 0, type: "start", stage: "feed", kind: "producer", bufferSize: 10_000 },
      { at: 0, type: "start", stage: "end", kind: "consumer" },
      { at: 0, type: "subscribe", ...edge, maxDemand: 2, minDemand: 0, mode: "automatic" },
      { at: 0, type: "ask", ...edge, demand: 2 },
      { at: 0, type: "demand", stage: "feed", demand: 2 },
      { at: 0, type: "events", ...edge, events: ["a", "b"] },
      { at: 0, ...handle, phase: "begin", events: ["a", "b"] },
      { at: 10, ...handle, phase: "end", events: ["a", "b"] },
      { at: 10, type: "ask", ...edge, demand: 2 },
      { at: 10, type: "demand", stage: "feed", demand: 2 },
      { at: 10, type: "events", ...edge, events: ["c"] },
      { at: 10, type: "exit", stage: "feed", reason: "normal" },
      { at: 10, ...handle, phase: "begin", events: ["c"] },
      { at: 20, ...handle, phase: "end", events: ["c"] },
      { at: 20, type: "cancel", ...edge, reason: "normal" },
      { at: 20, type: "exit", stage: "end", reason: "normal" },
    ]);
  });

  test("tells what is buffered and what is discarded, and why", async () => {
    const { system } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition, { name: "feed", bufferSize: 3 });
    source.emit(1, 2);
    source.emit(3, 4);
    await system.stop(feed);
    const held = system.start(hand(() => ({ handleInfo: () => [5, 6] })).definition, {
      name: "held",
      demand: "accumulate",
    });
    system.send(held, "x");
    await system.stop(held);
    const entries = system.trace.entries.filter(
      ({ type }) => type === "buffered" || type === "discarded",
    );
    expect(entries).toEqual([
      { at: 0, type: "buffered", stage: "feed", count: 2, total: 2 },
      { at: 0, type: "buffered", stage: "feed", count: 1, total: 3 },
      { at: 0, type: "discarded", stage: "feed", count: 1, why: "the buffer is full" },
      {
        at: 0,
        type: "discarded",
        stage: "feed",
        count: 3,
        why: "the stage ended with them in its buffer",
      },
      {
        at: 0,
        type: "discarded",
        stage: "held",
        count: 2,
        why: "the stage ended and had held them back",
      },
    ]);
  });

  test("keeps the events as they were sent, whatever their handlers do to the lists", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([3, 1, 2]), { name: "feed" });
    const greedy = consumer<number>(() => ({ handleEvents: (events) => void events.splice(0) }));
    system.start(greedy, { subscribeTo: [{ to: feed, maxDemand: 6, minDemand: 0 }] });
    await system.idle();
    const lists = system.trace.entries.flatMap((entry) =>
      "events" in entry ? [entry.events] : [],
    );
    expect(lists).toEqual([
      [3, 1, 2],
      [3, 1, 2],
      [3, 1, 2],
    ]);
  });

  test("with details has what happens inside its stages, too", async () => {
    const { system } = virtualSystem({ trace: { details: true } });
    const source = hand(() => ({ handleInfo: () => {} }));
    const feed = system.start(source.definition, { name: "feed", bufferSize: 2 });
    source.emit(1, 2, 3);
    system.asyncInfo(feed, "done");
    await system.idle();
    const end = system.start(collector([]), { name: "end" });
    const options = { to: feed, maxDemand: 2, minDemand: 0, cancel: "temporary" } as const;
    system.cancel(await system.syncSubscribe(end, options), "enough");
    await system.idle();
    const told = system.trace.entries
      .filter(({ type }) => !["start", "subscribe", "ask", "demand"].includes(type))
      .map(({ at: _at, ...entry }) => entry);
    const edge = { producer: "feed", consumer: "end", subscription: 1 };
    const handle = { type: "handle", stage: "end", from: "feed", subscription: 1, events: [2, 3] };
    expect(told).toEqual([
      { type: "emit", stage: "feed", events: [1, 2, 3] },
      { type: "buffered", stage: "feed", count: 2, total: 2 },
      { type: "discarded", stage: "feed", count: 1, why: "the buffer is full", events: [1] },
      { type: "info", phase: "queued", stage: "feed", message: "done" },
      { type: "accept", ...edge },
      { type: "events", ...edge, events: [2, 3] },
      { type: "unbuffered", stage: "feed", count: 2, total: 0 },
      { type: "info", phase: "handled", stage: "feed", message: "done" },
      { ...handle, phase: "begin" },
      { ...handle, phase: "end" },
      { type: "release", ...edge, reason: "enough" },
      { type: "cancel", ...edge, reason: "enough" },
    ]);
  });

  test("tells each ask, those by system.ask() too", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1, 2, 3]), { name: "feed" });
    const seen: unknown[] = [];
    for await (const n of system.stream(feed, { maxDemand: 2, minDemand: 0 })) seen.push(n);
    expect(seen).toEqual([1, 2, 3]);
    const asks = system.trace.entries.flatMap((e) => (e.type === "ask" ? [e.demand] : []));
    expect(asks).toEqual([2, 2]);
  });

  test("is bounded: with a limit of 10 the oldest go, and are counted", async () => {
    const { system } = virtualSystem({ trace: { limit: 10 } });
    const all: TraceEntry[] = [];
    system.listen((entry) => all.push(entry));
    const feed = system.start(fromIterable(Array.from({ length: 50 }, (_, i) => i)));
    system.start(collector([]), { subscribeTo: [{ to: feed, maxDemand: 2 }] });
    await system.idle();
    const { entries, truncated } = system.trace;
    expect(entries.length).toBeLessThanOrEqual(10);
    expect(truncated + entries.length).toBe(all.length);
    expect(entries).toEqual(all.slice(truncated));
  });

  test("is empty where none was asked for", async () => {
    const { system } = virtualSystem({ trace: false });
    system.start(fromIterable([1]));
    await system.idle();
    expect(system.trace).toEqual({ entries: [], truncated: 0 });
  });
});

describe("a manual subscription in the trace", () => {
  test("begins before what its handleSubscribe asks for", async () => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition);
    const supervisor = consumerSupervisor(() => {});
    system.start(supervisor, { subscribeTo: [{ to: feed, maxDemand: 3 }] });
    await system.idle();
    const types = system.trace.entries.map(({ type }) => type);
    expect(types.filter((type) => type === "subscribe" || type === "ask").slice(0, 2)).toEqual([
      "subscribe",
      "ask",
    ]);
  });
});
