import { describe, expect, test } from "vitest";
import { consumerSupervisor } from "./consumer-supervisor.ts";
import { consumer, producerConsumer } from "./definitions.ts";
import { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
import { demandDispatcher } from "./dispatchers/demand-dispatcher.ts";
import { partitionDispatcher } from "./dispatchers/partition-dispatcher.ts";
import type { DispatcherFactory } from "./dispatchers/dispatcher.ts";
import { fromIterable } from "./from-iterable.ts";
import { System } from "./system.ts";
import { collector, counter, hand, manual, virtualSystem } from "./virtual-system.fixture.ts";

const sleeper = (ms: number) =>
  consumer<number>((stage) => ({ handleEvents: async () => await stage.sleep(ms) }));

describe("snapshot", () => {
  test("of a system without stages is empty, on either clock", () => {
    expect(virtualSystem().system.snapshot()).toEqual({ at: 0, stages: [], subscriptions: [] });
    const { at, stages, subscriptions } = new System().snapshot();
    expect([at >= 0, stages, subscriptions]).toEqual([true, [], []]);
  });

  test("in the middle of a run counts what was asked, sent, waits and is in hand", async () => {
    const { system } = virtualSystem({ trace: false });
    const feed = system.start(counter(), { name: "feed" });
    const subscribeTo = [{ to: feed, maxDemand: 10, minDemand: 6 }];
    system.start(sleeper(5), { name: "end", subscribeTo });
    await system.advance(7);
    const { at, stages, subscriptions } = system.snapshot();
    expect(at).toBe(7);
    // Ten came at first: 4 were handled, 4 are in hand, 2 wait, with the 4 asked for behind the first.
    const producing = { heldCount: 0, discarded: 0, bufferedCount: 0, inHand: 0, handled: 0 };
    expect(stages).toEqual([
      {
        ...producing,
        name: "feed",
        kind: "producer",
        mailboxSize: 0,
        waitingEvents: 0,
        bufferSize: 10_000,
        demandMode: "forward",
        pendingDemand: 0,
      },
      {
        ...producing,
        name: "end",
        kind: "consumer",
        mailboxSize: 1,
        waitingEvents: 6,
        handled: 8,
        inHand: 4,
        callback: "handleEvents",
        pendingDemand: 0,
      },
    ]);
    const ends = { subscription: 1, producer: "feed", consumer: "end", mode: "automatic" };
    const demand = { maxDemand: 10, minDemand: 6, pending: 0, delivered: 14 };
    expect(subscriptions).toEqual([{ ...ends, ...demand }]);
    await system.close();
  });

  test("is plain data that JSON holds and that does not change any more", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter());
    system.start(sleeper(5), { subscribeTo: [{ to: feed, maxDemand: 4 }] });
    const before = system.snapshot();
    const text = JSON.stringify(before);
    expect(JSON.parse(text)).toEqual(before);
    await system.advance(20);
    expect(JSON.stringify(before)).toBe(text);
    expect(JSON.stringify(system.snapshot())).not.toBe(text);
    await system.close();
  });

  test("counts asks that are still in the mailbox", () => {
    const { system } = virtualSystem();
    const feed = system.start(counter(), { name: "feed" });
    system.start(collector([]), { subscribeTo: [{ to: feed, maxDemand: 7 }] });
    const { stages, subscriptions } = system.snapshot();
    expect(stages[0]).toMatchObject({ mailboxSize: 2, pendingDemand: 7 });
    expect(subscriptions).toMatchObject([{ pending: 7, delivered: 0 }]);
  });

  test("counts a buffer, its size and what it has dropped", async () => {
    const { system } = virtualSystem();
    const { definition, emit } = hand();
    system.start(definition, { name: "feed", bufferSize: 3 });
    system.start(hand().definition, { name: "endless", bufferSize: Infinity });
    emit(1, 2);
    expect(system.snapshot().stages[0]).toMatchObject({ bufferedCount: 2, discarded: 0 });
    emit(3, 4, 5);
    const [feed, endless] = system.snapshot().stages;
    expect(feed).toMatchObject({ bufferedCount: 3, bufferSize: 3, discarded: 2 });
    expect(endless).not.toHaveProperty("bufferSize");
    system.start(collector([]), { subscribeTo: [{ to: "feed", maxDemand: 2, minDemand: 1 }] });
    await system.idle();
    expect(system.snapshot()).toMatchObject({
      stages: [{ bufferedCount: 0, pendingDemand: 2 }, {}, { handled: 3 }],
      subscriptions: [{ delivered: 3, pending: 2 }],
    });
  });

  test("counts what the mode accumulate holds back", async () => {
    const { system } = virtualSystem();
    const { definition, emit } = hand();
    const feed = system.start(definition, { demand: "accumulate" });
    system.start(collector([]), { subscribeTo: [{ to: feed, maxDemand: 9 }] });
    await system.idle();
    emit(1, 2, 3);
    const held = { demandMode: "accumulate", heldCount: 3, pendingDemand: 9 };
    expect(system.snapshot().stages[0]).toMatchObject(held);
    system.demand(feed, "forward");
    await system.idle();
    const sent = { demandMode: "forward", heldCount: 0, pendingDemand: 6 };
    expect(system.snapshot().stages[0]).toMatchObject(sent);
  });

  test("counts what a producer-consumer has queued for want of demand", async () => {
    const { system } = virtualSystem();
    const feed = system.start(counter());
    const middle = producerConsumer(() => ({ handleEvents: (events: number[]) => events }));
    const to = system.start(middle, { subscribeTo: [{ to: feed, maxDemand: 6, minDemand: 3 }] });
    const end = system.start(manual([]), { subscribeTo: [{ to }] });
    await system.idle();
    expect(system.snapshot().stages[1]).toMatchObject({ handled: 0, waitingEvents: 6 });
    system.cast(end, 2);
    await system.idle();
    // One delivery is taken whole; what is beyond the demand is buffered.
    expect(system.snapshot().stages[1]).toMatchObject({
      handled: 6,
      waitingEvents: 6,
      bufferedCount: 4,
    });
  });
});

describe("snapshot of subscriptions", () => {
  test.each<[string, DispatcherFactory]>([
    ["demand", demandDispatcher()],
    ["partition", partitionDispatcher({ partitions: 2, hash: (n) => [n, Number(n) % 2] })],
    ["broadcast", broadcastDispatcher()],
  ])("counts each consumer's of the dispatcher %s", async (name, dispatcher) => {
    const { system } = virtualSystem();
    const { definition, emit } = hand();
    const feed = system.start(definition, { name: "feed", dispatcher });
    for (const [partition, maxDemand] of [6, 10].entries()) {
      const subscribeTo = [{ to: feed, maxDemand, minDemand: 0, partition }];
      system.start(collector([]), { subscribeTo });
    }
    await system.idle();
    emit(0, 1, 2, 3, 4);
    await system.idle();
    const { stages, subscriptions } = system.snapshot();
    const seen = subscriptions.map(({ pending, delivered }) => [pending, delivered]);
    const expected = {
      demand: [
        [6, 0],
        [5, 5],
      ],
      partition: [
        [3, 3],
        [8, 2],
      ],
      broadcast: [
        [1, 5],
        [5, 5],
      ],
    };
    expect(seen).toEqual(expected[name as "demand"]);
    expect(stages[0]?.pendingDemand).toBe(seen.reduce((sum, [pending = 0]) => sum + pending, 0));
  });

  test("counts what a selector has refused as still asked for", async () => {
    const { system } = virtualSystem();
    const { definition, emit } = hand();
    const feed = system.start(definition, { dispatcher: broadcastDispatcher() });
    const selector = (n: unknown): boolean => Number(n) % 2 === 0;
    const subscribeTo = [{ to: feed, maxDemand: 8, minDemand: 0, selector }];
    system.start(collector([]), { subscribeTo });
    await system.idle();
    emit(0, 1, 2, 3, 4, 5, 6);
    await system.idle();
    expect(system.snapshot().subscriptions).toMatchObject([{ pending: 4, delivered: 4 }]);
  });

  test("says that a subscription is manual, and counts what is asked by hand", async () => {
    const { system } = virtualSystem();
    const { definition, emit } = hand();
    const feed = system.start(definition);
    const end = system.start(manual([]), { subscribeTo: [{ to: feed }] });
    expect(system.snapshot().subscriptions).toMatchObject([{ mode: "manual", pending: 0 }]);
    system.cast(end, 5);
    await system.idle();
    const { producers } = system.inspect(end);
    for (const one of producers) system.ask(one, 2);
    emit(1, 2, 3);
    await system.idle();
    expect(system.snapshot().subscriptions).toMatchObject([{ pending: 4, delivered: 3 }]);
  });

  test("has none that was cancelled, and no stage that has ended", async () => {
    const { system } = virtualSystem();
    const feed = system.start(hand().definition, { name: "feed" });
    const one = system.start(collector([]), { name: "one" });
    const two = system.start(collector([]), { name: "two", subscribeTo: [{ to: feed }] });
    const from = await system.syncSubscribe(one, { to: feed, cancel: "temporary" });
    const consumers = (): string[] => system.snapshot().subscriptions.map((it) => it.consumer);
    expect(consumers()).toEqual(["two", "one"]);
    system.cancel(from);
    await system.idle();
    expect(consumers()).toEqual(["two"]);
    await system.stop(two);
    expect(consumers()).toEqual([]);
    const { stages } = system.snapshot();
    expect(stages.map(({ name }) => name)).toEqual(["feed", "one"]);
    expect(stages[0]?.pendingDemand).toBe(0);
  });

  test("counts a consumer supervisor's children", async () => {
    const { system } = virtualSystem();
    const feed = system.start(fromIterable([1, 2, 3, 4, 5]), { name: "feed" });
    const supervisor = consumerSupervisor<number>((n, child) => child.sleep(n * 10));
    const subscribeTo = [{ to: feed, maxDemand: 3, minDemand: 1, cancel: "temporary" as const }];
    const workers = system.start(supervisor, { name: "workers", subscribeTo });
    await system.advance(15);
    const { stages, subscriptions } = system.snapshot();
    expect(stages[1]).toMatchObject({ name: "workers", children: 3, handled: 4, inHand: 0 });
    expect(subscriptions).toMatchObject([{ mode: "manual", delivered: 4, pending: 0 }]);
    expect(stages[0]).not.toHaveProperty("children");
    await system.stop(workers);
  });
});

describe("where somebody watches", () => {
  const key = Symbol.for("headgate.systems");

  test("each new system is announced, whole", () => {
    const seen: unknown[] = [];
    const announce = (system: System): void => void seen.push(system, system.snapshot().stages);
    Object.assign(globalThis, { [key]: announce });
    try {
      const system = new System();
      expect(seen).toEqual([system, []]);
      expect(() => new System({ seed: 0.5 })).toThrow(TypeError);
      expect(seen).toHaveLength(2);
    } finally {
      Reflect.deleteProperty(globalThis, key);
    }
    expect(() => new System()).not.toThrow();
  });
});
