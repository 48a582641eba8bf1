import { aftershocks } from "@headgate/quakes";
import type { TraceEntry } from "headgate";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(
  () => import("../../exercises/02-never-more-than-asked/never-more-than-asked.ts"),
);

const yours = async (trace: readonly TraceEntry[]) => {
  const accounts = await mine.evaluate(({ ledger }, _lib, entries) => ledger(entries), trace);
  expect(accounts, "What `ledger` returns, by the number of the subscription").toBeInstanceOf(Map);
  return accounts;
};

/** Walks one subscription after the other, event by event: each finds a place that was asked for, or none. */
function audited(entries: readonly TraceEntry[]): Map<number, unknown> {
  const numbers = entries.flatMap((entry) =>
    entry.type === "subscribe" ? [entry.subscription] : [],
  );
  return new Map(
    numbers.map((subscription) => {
      let [asked, delivered, places, excess] = [0, 0, 0, 0];
      for (const entry of entries) {
        if (!("subscription" in entry) || entry.subscription !== subscription) continue;
        if (entry.type === "ask") [asked, places] = [asked + entry.demand, places + entry.demand];
        if (entry.type !== "events") continue;
        for (const _ of entry.events) {
          delivered += 1;
          if (places > 0) places -= 1;
          else excess += 1;
        }
      }
      return [subscription, { asked, delivered, owed: places, excess }];
    }),
  );
}

test(
  "five subscriptions, interleaved, of which some are flooded",
  { meta: { points: 2 } },
  async () => {
    const stages = ["reviewer", "archive", "reviewer", "map", "alarm"];
    const names = stages.map((consumer, index) => ({
      at: 0,
      consumer,
      producer: index < 3 ? "feed" : "spare",
      subscription: index + 1,
    }));
    const entries: TraceEntry[] = names.map((name) => ({
      ...name,
      type: "subscribe",
      maxDemand: 10,
      minDemand: 5,
      mode: "manual",
    }));
    for (const { sig, updated, depth } of aftershocks({ seed: mine.seed, count: 200 })) {
      const name = names[updated % names.length]!;
      const size = 1 + (sig % 6);
      if (Math.round(depth * 100) % 2 === 0) entries.push({ ...name, type: "ask", demand: size });
      else
        entries.push({
          ...name,
          type: "events",
          events: Array.from({ length: size }, (_, n) => n),
        });
    }
    const accounts = await yours(entries);
    for (const [subscription, account] of audited(entries)) {
      expect(
        accounts.get(subscription),
        `Two feeds, five subscriptions, 200 asks and messages. Subscription ${subscription}`,
      ).toEqual(account);
    }
    expect(accounts.size, "As many accounts as subscriptions").toBe(names.length);
  },
);

test("a real run, and the same with a message slipped in", { meta: { points: 3 } }, async () => {
  const demands = [2 + (mine.seed % 5), 9 + (mine.seed % 7)];
  const entries = await mine.evaluate(
    async (_answer, { System, consumer, fromIterable }, input) => {
      const system = new System({ clock: "virtual", trace: true });
      const feed = system.start(fromIterable(Array.from({ length: 150 }, (_, n) => n)), {
        name: "feed",
      });
      for (const [index, maxDemand] of input.entries()) {
        const reader = consumer<number>((stage) => ({
          handleEvents: (events) => stage.sleep(events.length * (index + 1)),
        }));
        system.start(reader, {
          name: `reader-${index + 1}`,
          subscribeTo: [{ to: feed, maxDemand }],
        });
      }
      await system.advance(60);
      return system.trace.entries.slice();
    },
    demands,
  );
  const honest = await yours(entries);
  expect(honest, "The trace of a real run of one feed and two readers").toEqual(audited(entries));
  const last = entries.map((entry) => entry.type).lastIndexOf("events");
  const [at, producer, consumer] = [entries[last]!.at, "feed", "reader-2"];
  const events = Array.from({ length: 20 }, (_, n) => n);
  const message: TraceEntry = { at, type: "events", producer, consumer, subscription: 2, events };
  const forged = [...entries.slice(0, last), message, ...entries.slice(last)];
  expect(
    await yours(forged),
    "The same trace with a message of 20 events that nobody had asked for",
  ).toEqual(audited(forged));
});
