import type { SubscriptionRef } from "headgate";
import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/02-finite-feed/finite-feed.ts"));

test("a feed of the student's own, asked in bits", { meta: { points: 1 } }, async () => {
  const quakes = aftershocks({ seed: mine.seed, count: 20 + (mine.seed % 30) });
  const asks = quakes.map((quake) => 1 + (quake.sig % 5));
  const seen = await mine.evaluate(
    async ({ finiteFeed }, { System, consumer }, input) => {
      const system = new System({ clock: "virtual" });
      const steps: { came: string[]; isAlive: boolean }[] = [];
      const exits: string[] = [];
      const asker = consumer<Quake>((stage) => {
        let from: SubscriptionRef | undefined;
        return {
          handleSubscribe: (_role, _options, subscription) => {
            from = subscription;
            return "manual";
          },
          handleCast: (demand: number) => stage.ask(from!, demand),
          handleEvents: (events) =>
            void steps.at(-1)!.came.push(...events.map((quake) => quake?.id ?? "no quake")),
          handleCancel: ({ reason }) => void exits.push(String(reason)),
        };
      });
      const feed = system.start(finiteFeed(input.quakes), { name: "feed", bufferSize: 0 });
      const reader = system.start(asker, { subscribeTo: [{ to: feed, cancel: "temporary" }] });
      for (const demand of input.asks) {
        steps.push({ came: [], isAlive: true });
        system.cast(reader, demand);
        await system.idle();
        steps.at(-1)!.isAlive = system.isAlive(feed);
      }
      return { steps, exits, left: input.quakes.length };
    },
    { quakes, asks },
  );
  let next = 0;
  for (const [index, demand] of asks.entries()) {
    const end = Math.min(quakes.length, next + demand);
    const scene = `${quakes.length} quakes, demand number ${index + 1} is for ${demand}, ${next} came before`;
    expect(seen.steps[index]!.came, `${scene}: what came`).toEqual(
      quakes.slice(next, end).map((quake) => quake.id),
    );
    next = end;
    expect(seen.steps[index]!.isAlive, `${scene}: whether the feed still runs`).toBe(
      next < quakes.length,
    );
  }
  expect(seen.exits, "How the feed ended").toEqual(["normal"]);
  expect(seen.left, "The array you were given is not yours to empty; its length").toBe(
    quakes.length,
  );
});

test("two readers share the feed, and both learn of its end", { meta: { points: 1 } }, async () => {
  const quakes = aftershocks({ seed: mine.seed, count: 50 + (mine.seed % 20) });
  const demands = [2 + (mine.seed % 6), 10];
  const seen = await mine.evaluate(
    async ({ finiteFeed }, { System, consumer }, input) => {
      const system = new System({ clock: "virtual" });
      const came: string[] = [];
      const feed = system.start(finiteFeed(input.quakes));
      const reader = consumer<Quake>((stage) => ({
        handleEvents: (events) => {
          came.push(...events.map((quake) => quake?.id ?? "no quake"));
          if (came.length > 2 * input.quakes.length) stage.stop();
        },
      }));
      const readers = input.demands.map((maxDemand) =>
        system.start(reader, { subscribeTo: [{ to: feed, maxDemand }] }),
      );
      await system.idle();
      return { came, running: readers.map((stage) => system.isAlive(stage)) };
    },
    { quakes, demands },
  );
  expect(seen.came.length, "How many events reached one of two readers").toBe(quakes.length);
  expect(new Set(seen.came), "Every quake reached one of two readers").toEqual(
    new Set(quakes.map((quake) => quake.id)),
  );
  expect(seen.running, "Two readers end with their feed; whether they still run").toEqual([
    false,
    false,
  ]);
});

test("a loop over the feed comes to its end", { meta: { points: 1 } }, async () => {
  const quakes = aftershocks({ seed: mine.seed, count: 30 + (mine.seed % 10) });
  const { read, end } = await mine.evaluate(async ({ finiteFeed }, { System }, input) => {
    const system = new System({ clock: "virtual" });
    const seen = { read: [] as string[], end: "none: the loop still waits" };
    const loop = async () => {
      for await (const quake of system.stream(system.start(finiteFeed(input)), { maxDemand: 7 })) {
        seen.read.push(quake?.id ?? "no quake");
        if (seen.read.length > 2 * input.length) return "none: the loop was left";
      }
      return "normal";
    };
    loop().then(
      (how) => (seen.end = how),
      (error: unknown) => (seen.end = String(error)),
    );
    for (let turn = 0; turn < input.length; turn += 1) await system.idle();
    return seen;
  }, quakes);
  expect(read, "`for await` over the feed; what it saw").toEqual(quakes.map((quake) => quake.id));
  expect(end, "The end of the loop").toBe("normal");
});
