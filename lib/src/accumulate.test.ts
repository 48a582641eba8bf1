import { describe, expect, test } from "vitest";
import type { SubscriptionRef } from "./definitions.ts";
import { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
import type { System } from "./system.ts";
import { collector, hand, manual, virtualSystem } from "./virtual-system.fixture.ts";

/*
 * The mode "accumulate" where a buffer, a consumer that left, or the stage's own end come together with
 * it. Found by simulation.
 */

/** Sets the mode and waits until it is in force. */
async function set(system: System, mode: "accumulate" | "forward"): Promise<void> {
  system.demand("feed", mode);
  await system.idle();
}

/** A consumer that asks when it is cast a number, subscribed to "feed". */
async function asker(
  system: System,
  got: unknown[],
): Promise<{ ask: (demand: number) => Promise<void>; from: SubscriptionRef }> {
  const stage = system.start(manual(got));
  const from = await system.syncSubscribe(stage, { to: "feed", cancel: "temporary" } as never);
  const ask = async (demand: number): Promise<void> => {
    system.cast(stage, demand);
    await system.idle();
  };
  return { ask, from };
}

describe("complete(), in the mode accumulate", () => {
  test("waits for what an ask takes out of the buffer to be held back", async () => {
    const { system } = virtualSystem();
    const got: unknown[] = [];
    const source = hand((stage) => ({ handleCast: () => stage.complete() }));
    system.start(source.definition, { name: "feed" });
    const { ask } = await asker(system, got);
    await ask(2);
    source.emit(1, 2, 3);
    await set(system, "accumulate");
    system.cast("feed", "complete");
    await ask(2);
    expect(system.isAlive("feed")).toBe(true);
    await set(system, "forward");
    expect(got).toEqual([1, 2, 3]);
    expect(system.isAlive("feed")).toBe(false);
  });
});

describe("complete(), with events held back and others in the buffer", () => {
  test("waits for all of them, whatever is asked for meanwhile", async () => {
    const { system } = virtualSystem();
    const got: unknown[] = [];
    const source = hand((stage) => ({ handleCast: () => stage.complete() }));
    system.start(source.definition, { name: "feed" });
    source.emit(1, 2);
    await set(system, "accumulate");
    source.emit(3);
    system.cast("feed", "complete");
    const { ask } = await asker(system, got);
    await ask(2);
    await set(system, "forward");
    expect(system.isAlive("feed")).toBe(true);
    await ask(1);
    expect(new Set(got)).toEqual(new Set([1, 2, 3]));
    expect(system.isAlive("feed")).toBe(false);
  });
});

describe("forward, after accumulate", () => {
  test.each([
    { meanwhile: [], events: [1] },
    { meanwhile: [2], events: [1, 2] },
  ])(
    "sends the buffer, where all that is asked for was owed to a consumer that left (D-8): %j",
    async ({ meanwhile, events }) => {
      const { system } = virtualSystem();
      const source = hand();
      system.start(source.definition, { name: "feed" });
      const gone = await asker(system, []);
      await gone.ask(3);
      system.cancel(gone.from);
      await system.idle();
      source.emit(1);
      await set(system, "accumulate");
      const got: unknown[] = [];
      const { ask } = await asker(system, got);
      await ask(2);
      source.emit(...meanwhile);
      await set(system, "forward");
      expect(got).toEqual(events);
      // Of the four that were asked for since, three were owed already: one is new.
      await ask(2);
      expect(source.demands).toEqual([3, 1]);
    },
  );

  test("keeps the bound of the buffer for what comes back to it", async () => {
    const { system, sentences } = virtualSystem();
    const source = hand();
    const feed = system.start(source.definition, { name: "feed", bufferSize: 1 });
    source.emit(1);
    await set(system, "accumulate");
    source.emit(2, 3);
    const got: unknown[] = [];
    const { ask } = await asker(system, got);
    await ask(1);
    await set(system, "forward");
    expect(got).toEqual([2]);
    expect(system.inspect(feed).bufferedCount).toBe(1);
    expect(sentences).toEqual(['Stage "feed" discarded 1 event: the buffer is full']);
  });

  test("does not count demand as owed that more events than asked for have met", async () => {
    const { system } = virtualSystem();
    const source = hand(() => ({
      handleDemand: (demand: number) => {
        source.demands.push(demand);
        return source.demands.length === 1 ? [1, 2, 3, 4] : [];
      },
    }));
    system.start(source.definition, { name: "feed", demand: "accumulate" });
    const gone = await asker(system, []);
    await gone.ask(4);
    const got: unknown[] = [];
    const { ask } = await asker(system, got);
    await ask(3);
    system.cancel(gone.from);
    await set(system, "forward");
    expect(got).toEqual([1, 2, 3]);
    await ask(3);
    expect(got).toEqual([1, 2, 3, 4]);
    await ask(3);
    // Of six asked for, one came from the buffer; the producer has given all that it was told of before.
    expect(source.demands.reduce((sum, demand) => sum + demand, 0)).toBe(4 + 5);
  });

  test("does not count it as requested by a broadcast either", async () => {
    const { system } = virtualSystem();
    const source = hand();
    system.start(source.definition, { name: "feed", dispatcher: broadcastDispatcher() });
    const gone = await asker(system, []);
    await gone.ask(1);
    await set(system, "accumulate");
    source.emit(1);
    await gone.ask(1);
    system.cancel(gone.from);
    await set(system, "forward");
    const batches: unknown[][] = [];
    const end = collector(batches);
    system.start(end, { subscribeTo: [{ to: "feed", maxDemand: 1 } as never] });
    await system.idle();
    expect(batches).toEqual([[1]]);
    expect(source.demands).toEqual([1, 1]);
  });
});
