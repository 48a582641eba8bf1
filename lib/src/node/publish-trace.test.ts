import { channel, subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterEach, describe, expect, test } from "vitest";
import { fromIterable } from "../from-iterable.ts";
import type { TraceEntry } from "../trace.ts";
import { collector, hand, virtualSystem } from "../virtual-system.fixture.ts";
import { observedIn } from "../system-base.ts";
import { publishTrace, type TraceMessage } from "./publish-trace.ts";

const undo: (() => void)[] = [];
afterEach(() => {
  for (const back of undo.splice(0)) back();
});

/** Subscribes to a channel for one test. */
function heard(type: TraceEntry["type"]): TraceMessage[] {
  const messages: TraceMessage[] = [];
  const listener = (message: unknown): void => void messages.push(message as TraceMessage);
  subscribe(`headgate:${type}`, listener);
  undo.push(() => unsubscribe(`headgate:${type}`, listener));
  return messages;
}

describe("publishTrace", () => {
  test("publishes each entry of a run to the channel of its type, with its system", async () => {
    const types = [
      "start",
      "subscribe",
      "ask",
      "demand",
      "events",
      "handle",
      "cancel",
      "exit",
    ] as const;
    const messages = types.map((type) => heard(type));
    const { system } = virtualSystem();
    publishTrace(system);
    const feed = system.start(fromIterable(["a", "b"]));
    system.start(collector([]), { subscribeTo: [{ to: feed, maxDemand: 1 }] });
    await system.idle();
    const published = messages.flat().map(({ entry }) => entry);
    expect(published).toHaveLength(system.trace.entries.length);
    expect(new Set(published)).toEqual(new Set(system.trace.entries));
    expect(messages.every((list) => list.every((message) => message.system === system))).toBe(true);
    expect(messages.map((list) => list[0]?.entry.type)).toEqual(types);
  });

  test("publishes what is buffered and discarded", async () => {
    const [buffered, discarded] = [heard("buffered"), heard("discarded")];
    const { system } = virtualSystem({ trace: false, log: false });
    publishTrace(system);
    const source = hand();
    const feed = system.start(source.definition, { bufferSize: 1 });
    source.emit(1, 2);
    await system.stop(feed);
    expect(buffered).toMatchObject([{ entry: { count: 1, total: 1 } }]);
    expect(discarded).toMatchObject([
      { entry: { why: "the buffer is full" } },
      { entry: { count: 1 } },
    ]);
  });

  test("keeps no trace, and costs nothing while nobody subscribes", async () => {
    const { system } = virtualSystem({ trace: false });
    publishTrace(system);
    const source = hand();
    const feed = system.start(source.definition);
    await system.idle();
    expect(observedIn(system).tracer).toBeUndefined();
    const starts = heard("start");
    const events = heard("events");
    system.start(collector([]), { subscribeTo: [{ to: feed }] });
    await system.idle();
    source.emit("a");
    await system.idle();
    expect(events).toMatchObject([{ entry: { type: "events", events: ["a"] } }]);
    expect(starts).toHaveLength(1);
    expect(system.trace.entries).toEqual([]);
    for (const back of undo.splice(0)) back();
    source.emit("b");
    await system.idle();
    expect(observedIn(system).tracer).toBeUndefined();
    expect(events).toHaveLength(1);
  });

  test("ends where it is told to", async () => {
    const { system } = virtualSystem({ trace: false });
    const starts = heard("start");
    const end = publishTrace(system);
    system.start(collector([]));
    end();
    system.start(collector([]));
    await system.idle();
    expect(starts).toHaveLength(1);
    expect(observedIn(system).tracer).toBeUndefined();
  });

  test("a subscriber may look for channels by their names", () => {
    publishTrace(virtualSystem().system);
    expect(channel("headgate:ask").hasSubscribers).toBe(false);
    heard("ask");
    expect(channel("headgate:ask").hasSubscribers).toBe(true);
  });
});
