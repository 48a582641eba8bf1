import type { SubscriptionRef } from "headgate";
import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/02-hold-what-is-owed/hold-what-is-owed.ts"));

/** What happens at one of two feeds. */
type Step = { feed: 0 | 1 } & ({ ask: number } | { arrive: readonly Quake[] });

const play = (night: readonly Step[]) =>
  mine.evaluate(async ({ feed }, { System, consumer }, steps) => {
    const system = new System({ clock: "virtual" });
    const came: string[][] = [];
    const asker = consumer<Quake>((stage) => {
      let from: SubscriptionRef | undefined;
      return {
        handleSubscribe: (_role, _options, subscription) => {
          from = subscription;
          return "manual";
        },
        handleCast: (demand: number) => stage.ask(from!, demand),
        handleEvents: (quakes) => void came.at(-1)!.push(...quakes.map((quake) => quake.id)),
      };
    });
    // With room for none in its buffer, a feed that hands out too much loses quakes.
    const feeds = [system.start(feed, { bufferSize: 0 }), system.start(feed, { bufferSize: 0 })];
    const readers = feeds.map((to) => system.start(asker, { subscribeTo: [{ to }] }));
    for (const step of steps) {
      came.push([]);
      if ("ask" in step) system.cast(readers[step.feed]!, step.ask);
      else system.cast(feeds[step.feed]!, step.arrive);
      await system.idle();
    }
    return came;
  }, night);

/** What must come on each step: the books of each feed. */
function booked(steps: readonly Step[]): string[][] {
  const books = [
    { waiting: [] as Quake[], owed: 0 },
    { waiting: [] as Quake[], owed: 0 },
  ];
  return steps.map((step) => {
    const book = books[step.feed]!;
    if ("ask" in step) book.owed += step.ask;
    else book.waiting.push(...step.arrive);
    // A sort keeps the order of what it takes for equal.
    book.waiting.sort((a, b) => Number(b.mag >= 5) - Number(a.mag >= 5));
    const out = book.waiting.splice(0, book.owed);
    book.owed -= out.length;
    return out.map((quake) => quake.id);
  });
}

test("a night at two feeds, demands and quakes in any order", { meta: { points: 2 } }, async () => {
  const quakes = aftershocks({ seed: mine.seed, count: 150, magMin: 4.5 });
  const steps: Step[] = [];
  while (quakes.length > 0) {
    const { sig, updated } = quakes[0]!;
    const feed = sig % 2 === 0 ? 0 : 1;
    if (updated % 5 < 2) steps.push({ feed, ask: 1 + (updated % 9) });
    steps.push({ feed, arrive: quakes.splice(0, 1 + (sig % 4)) });
  }
  const came = await play(steps);
  const truth = booked(steps);
  steps.forEach((step, index) => {
    const scene =
      "ask" in step ? `a demand of ${step.ask}` : `the arrival of ${step.arrive.length}`;
    expect(
      came[index],
      `Two feeds, and each has books of its own; a magnitude of exactly 5 is strong. Step ${index + 1} is ${scene} at one of them. What came`,
    ).toEqual(truth[index]);
  });
});

test("a reader that asks by itself gets every quake", { meta: { points: 1 } }, async () => {
  // None of them is strong, so that they leave in the order in which they came, however many wait.
  const quakes = aftershocks({ seed: mine.seed, count: 90 }).map((quake) => ({
    ...quake,
    mag: Math.min(quake.mag, 4.9),
  }));
  const maxDemand = 2 + (mine.seed % 11);
  const came = await mine.evaluate(
    async ({ feed }, { System, consumer }, input) => {
      const system = new System({ clock: "virtual" });
      const read: string[] = [];
      const reader = consumer<Quake>(() => ({
        handleEvents: (events) => void read.push(...events.map((quake) => quake.id)),
      }));
      const to = system.start(feed);
      system.start(reader, { subscribeTo: [{ to, maxDemand: input.maxDemand }] });
      for (let index = 0; index < input.quakes.length; index += 1 + (index % 4)) {
        system.cast(to, input.quakes.slice(index, index + 1 + (index % 4)));
        await system.idle();
      }
      return read;
    },
    { quakes, maxDemand },
  );
  expect(came, `90 quakes trickle in; the reader has maxDemand ${maxDemand}`).toEqual(
    quakes.map((quake) => quake.id),
  );
});
