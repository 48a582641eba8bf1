import { System, consumer, producer, type SubscriptionRef } from "headgate";
import { aftershocks } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(
  () => import("../../exercises/05-predict-the-receivers/predict-the-receivers.ts"),
);

type Step = { ask: string; demand: number } | { emit: number };

/** The steps at a real desk. */
async function atTheDesk(names: readonly string[], steps: readonly Step[]): Promise<string[]> {
  const system = new System({ clock: "virtual" });
  const feed = system.start(
    producer(() => ({ handleDemand: () => {}, handleCast: (quakes: number[]) => quakes })),
  );
  const got: string[] = [];
  for (const name of names) {
    const reviewer = consumer<number>((stage) => {
      let from: SubscriptionRef | undefined;
      return {
        handleSubscribe: (_role, _options, subscription) => {
          from = subscription;
          return "manual";
        },
        handleCast: (demand: number) => stage.ask(from!, demand),
        handleEvents: (quakes) => void got.push(...quakes.map(() => name)),
      };
    });
    system.start(reviewer, { name, subscribeTo: [{ to: feed }] });
  }
  for (const step of steps) {
    if ("ask" in step) system.cast(step.ask, step.demand);
    else system.cast(feed, Array<number>(step.emit).fill(0));
    await system.idle();
  }
  return got;
}

/** Orders and emits that keep within sight of each other: now quakes wait, now reviewers do. */
function stepsFor(names: readonly string[]): Step[] {
  const steps: Step[] = [{ emit: 7 }];
  let owed = -7;
  for (const { sig, updated } of aftershocks({ seed: mine.seed, count: 200 })) {
    const isEmit = owed > 12 || (owed > -6 && updated % 5 < 2);
    const count = 1 + (sig % (isEmit ? 6 : 5));
    owed += isEmit ? -count : count;
    steps.push(isEmit ? { emit: count } : { ask: names[updated % names.length]!, demand: count });
  }
  return steps;
}

test("two hundred steps, and a desk of any size", { meta: { points: 1 } }, async () => {
  for (const size of [1, 2, 4 + (mine.seed % 3)]) {
    const names = Array.from({ length: size }, (_, index) => `reviewer ${index + 1}`);
    const steps = stepsFor(names);
    const got = await mine.evaluate(
      ({ receivers }, _lib, input) => receivers(input.names, input.steps),
      { names, steps },
    );
    const truth = await atTheDesk(names, steps);
    truth.forEach((name, index) => {
      expect(
        got[index],
        `200 steps at a desk of ${size}. Who gets quake ${index + 1} of ${truth.length}`,
      ).toBe(name);
    });
    expect(got.length, `200 steps at a desk of ${size}. Quakes handed out in all`).toBe(
      truth.length,
    );
  }
});
