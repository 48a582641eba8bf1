import { describe, expect, test } from "vitest";
import { consumer, producerConsumer, type StageRef } from "./definitions.ts";
import { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
import { RealScheduler } from "./scheduler.ts";
import type { SystemSnapshot } from "./snapshot.ts";
import type { System } from "./system.ts";
import type { TraceEntry } from "./trace.ts";
import { hand, manual, virtualSystem } from "./virtual-system.fixture.ts";

/* What a snapshot says must be what a trace adds up to, at any moment of any run. */

/** Of a trace so far: what each subscription has asked for and been sent, each stage handled and discarded. */
function tally(entries: readonly TraceEntry[]): (kind: string, of: string | number) => number {
  const sums = new Map<string, number>();
  const add = (key: string, count: number): void =>
    void sums.set(key, (sums.get(key) ?? 0) + count);
  for (const entry of entries) {
    if (entry.type === "ask") add(`asked ${entry.subscription}`, entry.demand);
    if (entry.type === "events") add(`sent ${entry.subscription}`, entry.events.length);
    if (entry.type === "events") add(`to ${entry.consumer}`, entry.events.length);
    if (entry.type === "discarded") add(`discarded ${entry.stage}`, entry.count);
    if (entry.type === "handle" && entry.phase === "begin") {
      add(`handled ${entry.stage}`, entry.events.length);
    }
  }
  return (kind, of) => sums.get(`${kind} ${of}`) ?? 0;
}

/** A random pipeline, and random things that are done to it. */
class Run {
  readonly system: System = virtualSystem().system;
  readonly #random: () => number;
  readonly #feed = hand();
  readonly #consumers: StageRef[] = [];

  constructor(seed: number) {
    this.#random = new RealScheduler(seed).random;
    const { system } = this;
    const feed = system.start(this.#feed.definition, {
      name: "feed",
      bufferSize: this.#upTo(30),
      ...(this.#upTo(3) === 0 && { dispatcher: broadcastDispatcher() }),
    });
    const delay = this.#upTo(4);
    const middle = producerConsumer<unknown, unknown>((stage) => ({
      handleEvents: async (events) => (delay > 0 && (await stage.sleep(delay)), events),
    }));
    const to = system.start(middle, {
      name: "middle",
      subscribeTo: [{ to: feed, ...this.#demand }],
    });
    const slow = consumer<unknown>((stage) => ({ handleEvents: () => stage.sleep(this.#upTo(9)) }));
    for (const source of [feed, to, to]) {
      const subscribeTo = [{ to: source, cancel: "temporary" as const, ...this.#demand }];
      this.#consumers.push(system.start(this.#upTo(2) > 0 ? slow : manual([]), { subscribeTo }));
    }
  }

  #upTo(most: number): number {
    return Math.floor(this.#random() * (most + 1));
  }

  get #demand(): { maxDemand: number; minDemand: number } {
    const maxDemand = 1 + this.#upTo(12);
    return { maxDemand, minDemand: this.#upTo(maxDemand - 1) };
  }

  /** One thing more; then time may pass, or stand in the middle of something. */
  async step(): Promise<void> {
    const { system } = this;
    const one = this.#consumers[this.#upTo(2)] as StageRef;
    const what = this.#upTo(19);
    const [subscription] = system.isAlive(one) ? system.inspect(one).producers : [];
    if (what < 12) this.#feed.emit(...Array.from({ length: this.#upTo(9) }, (_, i) => i));
    else if (what < 17 && subscription !== undefined) system.ask(subscription, this.#upTo(5));
    else if (what === 17 && subscription !== undefined) system.cancel(subscription);
    else if (what === 18) void system.stop(one);
    await (this.#upTo(2) === 0 ? Promise.resolve() : system.advance(this.#upTo(6)));
  }
}

function judge({ stages, subscriptions }: SystemSnapshot, entries: readonly TraceEntry[]): void {
  const of = tally(entries);
  for (const { subscription, pending, delivered } of subscriptions) {
    expect(delivered).toBe(of("sent", subscription));
    expect(pending).toBe(of("asked", subscription) - delivered);
  }
  for (const stage of stages) {
    expect([stage.name, stage.handled]).toEqual([stage.name, of("handled", stage.name)]);
    expect([stage.name, stage.discarded]).toEqual([stage.name, of("discarded", stage.name)]);
    // Nothing between sent and handled is left out; of an ended subscription a stage refuses what comes.
    expect(stage.waitingEvents + stage.handled + stage.discarded).toBeGreaterThanOrEqual(
      of("to", stage.name),
    );
    const mine = subscriptions.filter(({ producer }) => producer === stage.name);
    expect(stage.pendingDemand).toBe(mine.reduce((sum, { pending }) => sum + pending, 0));
  }
}

describe("snapshot, at many moments of random runs", () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))(
    "seed %i: pending is what was asked for less what was sent",
    async (seed) => {
      const run = new Run(seed);
      for (let i = 0; i < 40; i++) {
        await run.step();
        judge(run.system.snapshot(), run.system.trace.entries);
      }
      await run.system.close();
    },
  );
});
