import { aftershocks } from "@headgate/quakes";
import type { SubscriptionRef } from "headgate";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/02-counter/counter.ts"));

test("two counters at once, asked in turn", { meta: { points: 1 } }, async () => {
  const asks = aftershocks({ seed: mine.seed, count: 12 }).map((quake) => 1 + (quake.sig % 9));
  const seen = await mine.evaluate(async ({ counter }, { System, consumer }, input) => {
    const system = new System({ clock: "virtual" });
    const came: number[][][] = [[], []];
    const desks = came.map((steps) => {
      const asker = consumer<number>((stage) => {
        let numbers: SubscriptionRef | undefined;
        return {
          handleSubscribe: (_role, _options, from) => {
            numbers = from;
            return "manual";
          },
          handleCast: (demand: number) => stage.ask(numbers!, demand),
          handleEvents: (events) => void steps.at(-1)!.push(...events),
        };
      });
      // With room for none in its buffer, a counter that hands out too much shows a gap.
      const source = system.start(counter, { bufferSize: 0 });
      return system.start(asker, { subscribeTo: [{ to: source }] });
    });
    for (const [turn, demand] of input.entries()) {
      came[turn % 2]!.push([]);
      system.cast(desks[turn % 2]!, demand);
      await system.idle();
    }
    return came;
  }, asks);
  const truth: number[][][] = [[], []];
  for (const [turn, demand] of asks.entries()) {
    const steps = truth[turn % 2]!;
    const next = steps.flat().length;
    steps.push(Array.from({ length: demand }, (_, index) => next + index));
  }
  const isRightInNumber = seen.every((steps, which) =>
    steps.every(({ length }, step) => length === truth[which]![step]!.length),
  );
  const fault = isRightInNumber
    ? "Each has a count of its own: what both of them count on lies outside the function given to `producer`"
    : "Each hands out as many as it is asked for, however many that is";
  expect(seen[0], `The first of two counters, asked in turn. ${fault}`).toEqual(truth[0]);
  expect(seen[1], `The second of two counters, asked in turn. ${fault}`).toEqual(truth[1]);
});

test("feeds a consumer that asks by itself", { meta: { points: 1 } }, async () => {
  const most = 40 + (mine.seed % 100);
  const maxDemand = 4 + (mine.seed % 13);
  const seen = await mine.evaluate(
    async ({ counter }, { System, consumer }, input) => {
      const system = new System({ clock: "virtual" });
      const came: number[] = [];
      const reader = consumer<number>((stage) => ({
        handleEvents: (events) => {
          came.push(...events);
          if (came.length >= input.most) stage.stop();
        },
      }));
      system.start(reader, {
        subscribeTo: [{ to: system.start(counter), maxDemand: input.maxDemand }],
      });
      await system.idle();
      return came.slice(0, input.most);
    },
    { most, maxDemand },
  );
  expect(seen, `A consumer with maxDemand ${maxDemand} reads ${most} numbers and stops`).toEqual(
    Array.from({ length: most }, (_, n) => n),
  );
});
