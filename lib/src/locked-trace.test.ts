import { expect, test } from "vitest";
import { consumer, type SubscriptionRef } from "./definitions.ts";
import { fromIterable } from "./from-iterable.ts";
import { Notices } from "./notices.ts";
import { type TraceEntry, Tracer } from "./trace.ts";
import { virtualSystem } from "./virtual-system.fixture.ts";

/** A run in which three events were handled, and all that its user's code has held. */
async function handled() {
  const { system } = virtualSystem({ trace: { details: true } });
  const feed = system.start(fromIterable([1, 2, 3]), { name: "feed" });
  const held: object[] = [system, feed];
  const froms = new Set<SubscriptionRef>();
  const end = consumer<number>((stage) => {
    held.push(stage);
    return { handleEvents: (_, from) => void froms.add(from) };
  });
  held.push(system.start(end, { name: "end", subscribeTo: [{ to: feed, maxDemand: 1 }] }));
  await system.idle();
  const [from] = froms;
  return { system, from: from!, feed, held: [...held, ...froms] };
}

/** All that own properties, symbols and prototypes of these lead to. */
function reached(from: readonly object[]): Set<object> {
  const seen = new Set(from);
  const look = (holder: object, key: PropertyKey): void => {
    try {
      const next: unknown = Reflect.get(holder, key);
      if (Object(next) === next) seen.add(next as object);
    } catch {
      // A getter that this is no place for.
    }
  };
  for (const one of seen) {
    for (const key of Reflect.ownKeys(one)) look(one, key);
    let above = Object.getPrototypeOf(one) as object | null;
    for (; above !== null; above = Object.getPrototypeOf(above) as object | null) {
      for (const key of Reflect.ownKeys(above)) look(one, key);
    }
  }
  return seen;
}

test("nothing that writes a trace can be reached from what a user's code holds", async () => {
  const { held } = await handled();
  const all = [...reached(held)];
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((one) => one instanceof Tracer || one instanceof Notices)).toEqual([]);
});

test("what a trace hands out cannot be written, and is no longer than when it was read", async () => {
  const { system } = await handled();
  const { entries } = system.trace;
  const sent = entries.find((entry) => entry.type === "events")!;
  expect(() => (entries as TraceEntry[]).push(sent)).toThrow(TypeError);
  expect(() => Object.assign(sent, { producer: "lie" })).toThrow(TypeError);
  expect(() => (sent.events as unknown[]).push(7)).toThrow(TypeError);
  expect(() => Object.assign(system.trace, { entries: [] })).toThrow(TypeError);
  const { length } = entries;
  system.start(fromIterable([]));
  expect([entries.length, system.trace.entries.length]).toEqual([length, length + 1]);
});

test("its owner, names and numbers cannot be put in another's place", async () => {
  const { system, feed, from } = await handled();
  for (const [held, key] of [
    [system, "trace"],
    [feed, "name"],
    [from, "id"],
    [from, "producer"],
    [from, "consumer"],
  ] as const) {
    expect(() => Object.defineProperty(held, key, { value: {} })).toThrow(TypeError);
  }
});

test("a stage begins and ends once in it, whatever of the library is called", async () => {
  const { system, feed } = await handled();
  const { length } = system.trace.entries;
  const inside = feed as unknown as {
    setUp(callbacks: object, settings: object): void;
    ended(reason: string, unhandled: unknown[][]): void;
  };
  inside.setUp({}, {});
  inside.ended("lie", [[1]]);
  expect(system.trace.entries.length).toBe(length);
});
