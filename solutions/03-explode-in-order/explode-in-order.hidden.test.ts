import type { SubscriptionRef } from "headgate";
import { aftershocks, type Quake } from "@headgate/quakes";
import { expect, test } from "vitest";
import { answer } from "@headgate/check";

const mine = answer(() => import("../../exercises/03-explode-in-order/explode-in-order.ts"));

interface Night {
  batches: Quake[][];
  asks: number[];
}

/** A batch arrives, then somebody asks; every fifth reader leaves. When all have arrived the producer ends. */
const play = (night: Night) =>
  mine.evaluate(async ({ notices }, { System, consumer, producer }, { batches, asks }) => {
    const system = new System({ clock: "virtual", log: false });
    const came: string[] = [];
    const wire = producer<Quake>((stage) => ({
      handleDemand: () => {},
      handleCast: (quakes: readonly Quake[]) => {
        if (quakes.length === 0) stage.stop();
        return quakes;
      },
    }));
    const reader = consumer<{ id: string; to: string }>((stage) => {
      let subscription: SubscriptionRef | undefined;
      return {
        handleSubscribe: (_role, _options, from) => {
          subscription = from;
          return "manual";
        },
        handleCast: (demand: number) => stage.ask(subscription!, demand),
        handleEvents: (some) => void came.push(...some.map(({ id, to }) => `${id} ${to}`)),
      };
    });
    const to = system.start(wire);
    const subscribeTo = [{ to, maxDemand: 400, minDemand: 0, cancel: "transient" as const }];
    const middle = system.start(notices, { subscribeTo });
    const enter = () =>
      system.start(reader, { subscribeTo: [{ to: middle, cancel: "temporary" }] });
    let current = enter();
    for (const [index, batch] of batches.entries()) {
      system.cast(to, batch);
      system.cast(current, asks[index]!);
      await system.idle();
      if (index % 5 === 4 && middle.isAlive) {
        await system.stop(current);
        current = enter();
      }
    }
    const before = { count: came.length, isAlive: middle.isAlive };
    system.cast(to, []);
    for (let ask = 0; ask < 60; ask++) {
      system.cast(current, 7);
      await system.idle();
    }
    return { came, before, isAlive: middle.isAlive };
  }, night);

test("a long night with readers that come and go", { meta: { points: 2 } }, async () => {
  const quakes = aftershocks({ seed: mine.seed, count: 110 });
  const due = quakes.flatMap(({ id }) => ["phone", "map", "file"].map((to) => `${id} ${to}`));
  const night: Night = { batches: [], asks: [] };
  // Never more asked for than there is, so that no reader leaves while something is owed to it.
  let [made, asked] = [0, 0];
  while (quakes.length > 0) {
    const lot = quakes[0]!.updated;
    const batch = quakes.splice(0, 1 + (lot % 6));
    made += 3 * batch.length;
    const ask = Math.min(1 + (lot % 13), made - asked);
    asked += ask;
    night.batches.push(batch);
    night.asks.push(ask);
  }
  const { came, before, isAlive } = await play(night);
  const scene =
    "110 quakes in batches of up to six; readers ask for a few at a time, and every fifth leaves. The stage has another name here, and `stage.name` tells it";
  expect(
    before,
    `${scene}. What had come by the time the last quake arrived, and is the stage alive`,
  ).toEqual({
    count: asked,
    isAlive: true,
  });
  expect(came, `${scene}. Then the producer ended, and the rest was asked for`).toEqual(due);
  expect(isAlive, `${scene}. All has been handed out, and the stage has ended`).toBe(false);
});
