import { describe, expect, test } from "vitest";
import { consumer, producer, type SubscriptionRef } from "./definitions.ts";
import type { System } from "./system.ts";
import { collector, counter, manual, virtualSystem } from "./virtual-system.fixture.ts";

/** The entries behind the end of a stage, told by their types; `from`: how many are of an earlier one. */
function behindEnd(system: System, name: string, from = 0): string[] {
  const entries = system.trace.entries.slice(from);
  const end = entries.findIndex((entry) => entry.type === "exit" && entry.stage === name);
  return entries.slice(end + 1).map(({ type }) => type);
}

describe("a stage that is killed within its own callback", () => {
  test("emits nothing of what handleDemand returns, and it is told as lost", async () => {
    const { system } = virtualSystem();
    const got: number[][] = [];
    const fatal = producer(() => ({
      handleDemand: () => {
        void system.stop("feed", "kill");
        return [1, 2];
      },
    }));
    const feed = system.start(fatal, { name: "feed" });
    system.start(collector(got), { name: "end", subscribeTo: [{ to: feed, cancel: "temporary" }] });
    await system.idle();
    expect(got).toEqual([]);
    expect(behindEnd(system, "feed")).toEqual(["discarded", "cancel"]);
    expect(system.trace.entries.at(-2)).toMatchObject({ stage: "feed", count: 2 });
  });

  test("neither asks behind handleEvents nor settles its batch", async () => {
    const { system } = virtualSystem();
    const fatal = consumer(() => ({ handleEvents: () => void system.stop("end", "kill") }));
    const feed = system.start(counter());
    system.start(fatal, { name: "end", subscribeTo: [{ to: feed, maxDemand: 1 }] });
    await system.idle();
    expect(behindEnd(system, "end")).toEqual([]);
  });

  test("is not asked for what it held back", async () => {
    const { system } = virtualSystem();
    const demands: number[] = [];
    const fatal = producer(() => ({
      handleDemand: (demand) => {
        demands.push(demand);
        void system.stop("feed", "kill");
      },
    }));
    const feed = system.start(fatal, { name: "feed", demand: "accumulate" });
    const end = system.start(manual([]), { subscribeTo: [{ to: feed, cancel: "temporary" }] });
    system.cast(end, 2);
    system.cast(end, 3);
    await system.idle();
    system.demand(feed, "forward");
    await system.idle();
    expect(demands).toEqual([2]);
  });

  test("takes no leave of a consumer in handleCancel, nor takes one on in handleSubscribe", async () => {
    const { system } = virtualSystem({ trace: { details: true } });
    const subscribed: SubscriptionRef[] = [];
    const kill = (): void => void system.stop("feed", "kill");
    const fatal = producer(() => ({
      handleDemand: () => {},
      handleCancel: kill,
      handleSubscribe: (_role, _options, from) => {
        if (subscribed.push(from) === 2) kill();
      },
    }));
    for (const isCancelled of [true, false]) {
      const before = system.trace.entries.length;
      const feed = system.start(fatal, { name: "feed" });
      const to = { to: feed, cancel: "temporary" } as const;
      system.start(collector([]), { subscribeTo: [to] });
      await system.idle();
      if (isCancelled) system.cancel(subscribed.splice(0)[0] as SubscriptionRef);
      else system.start(collector([]), { subscribeTo: [to] });
      await system.idle();
      expect(system.isAlive("feed")).toBe(false);
      const own = ["accept", "release", "demand", "emit", "events"];
      const all = behindEnd(system, "feed", before);
      // The trace of the first round ends before the second feed starts.
      const upTo = all.indexOf("start") === -1 ? all.length : all.indexOf("start");
      expect(all.slice(0, upTo).filter((type) => own.includes(type))).toEqual([]);
    }
  });
});
