import { System, consumer, producer } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = { produceMs: number; consumeMs: number; count: number; seed: number };
type Panel = { label: string; trace: Trace };

export async function run({ produceMs, consumeMs, count, seed }: Values): Promise<Panel[]> {
  const quakes = week
    .slice(0, count)
    .map(({ mag, place }, index) => ({ id: index + 1, mag, place }));

  // The feed needs some time for each quake, and sends it as soon as it has it.
  const feed = producer((stage) => {
    let next = 0;
    return {
      handleDemand: async (demand) => {
        for (const quake of quakes.slice(next, next + demand)) {
          await stage.sleep(produceMs);
          stage.emit([quake]);
        }
        next += demand;
      },
    };
  });

  // The desk needs some time for each quake, too.
  const desk = consumer((stage) => ({
    handleEvents: (events) => stage.sleep(consumeMs * events.length),
  }));

  // The same desk, but for one thing: it asks once, for all there will ever be.
  const greedyDesk = consumer((stage) => ({
    handleSubscribe: (_role, _options, from) => {
      stage.ask(from, count);
      return "manual";
    },
    handleEvents: (events) => stage.sleep(consumeMs * events.length),
  }));

  const push = new System({ clock: "virtual", seed, trace: true });
  const pushingFeed = push.start(feed, { name: "feed" });
  push.start(greedyDesk, { name: "desk", subscribeTo: [{ to: pushingFeed }] });
  await push.idle();

  const pull = new System({ clock: "virtual", seed, trace: true });
  const pulledFeed = pull.start(feed, { name: "feed" });
  pull.start(desk, { name: "desk", subscribeTo: [{ to: pulledFeed, maxDemand: 4, minDemand: 2 }] });
  await pull.idle();

  return [
    { label: "Push", trace: push.trace },
    { label: "Pull", trace: pull.trace },
  ];
}
