import { expect, test } from "vitest";
import { producerConsumer, type SubscriptionRef } from "./definitions.ts";
import { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
import { hand, manual, virtualSystem } from "./virtual-system.fixture.ts";

interface Asker {
  readonly got: unknown[];
  readonly from: SubscriptionRef;
  ask(demand: number): Promise<void>;
}

/** A producer-consumer that broadcasts what `emit` gives it, and consumers that ask it by hand. */
function broadcasting(): {
  readonly handled: unknown[];
  emit(...events: unknown[]): Promise<void>;
  join(): Promise<Asker>;
  leave(asker: Asker): Promise<void>;
} {
  const { system } = virtualSystem();
  const handled: unknown[] = [];
  const source = hand();
  const through = producerConsumer<unknown, unknown>(() => ({
    handleEvents: (events) => {
      handled.push(...events);
      return events;
    },
  }));
  const feed = system.start(source.definition);
  const all = system.start(through, {
    dispatcher: broadcastDispatcher(),
    subscribeTo: [{ to: feed, maxDemand: 10 }],
  });
  return {
    handled,
    emit: (...events) => (source.emit(...events), system.idle()),
    join: async () => {
      const got: unknown[] = [];
      const stage = system.start(manual(got));
      const from = await system.syncSubscribe(stage, { to: all, cancel: "temporary" });
      await system.idle();
      return { got, from, ask: (demand) => (system.cast(stage, demand), system.idle()) };
    },
    leave: ({ from }) => (system.cancel(from), system.idle()),
  };
}

test("a producer-consumer that broadcasts makes nothing ahead for a consumer that is held up by another (B-8)", async () => {
  const { handled, emit, join, leave } = broadcasting();
  const early = await join();
  await early.ask(1);
  const late = await join();
  await emit(1);
  await emit(2);
  expect(handled).toEqual([1]);
  await leave(late);
  expect(early.got).toEqual([1]);
  expect(handled).toEqual([1]);
  await early.ask(1);
  expect(early.got).toEqual([1, 2]);
});

test("and goes on for what an earlier ask still wants", async () => {
  const { emit, join } = broadcasting();
  const early = await join();
  await early.ask(3);
  const late = await join();
  await late.ask(1);
  await emit(1);
  await emit(2);
  await late.ask(1);
  await late.ask(1);
  await emit(3);
  expect(early.got).toEqual([1, 2, 3]);
  expect(late.got).toEqual([1, 2, 3]);
});
