import { System, consumer, producer, producerConsumer } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  enrichMax: number;
  enrichMin: number;
  deskMax: number;
  deskMin: number;
  count: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  enrichMax,
  enrichMin,
  deskMax,
  deskMin,
  count,
  seed,
}: Values): Promise<Panel[]> {
  const quakes = week
    .slice(0, count)
    .map(({ mag, place }, index) => ({ id: index + 1, mag, place }));

  // The feed has all quakes at hand, and gives as many as it is asked for.
  const feed = producer(() => {
    let next = 0;
    return { handleDemand: (demand) => quakes.slice(next, (next += demand)) };
  });

  // One event out for each that comes in.
  const enrich = producerConsumer(() => ({
    handleEvents: (events: typeof quakes) =>
      events.map((quake) => ({ ...quake, isStrong: quake.mag >= 4.5 })),
  }));

  // The desk needs 10 ms for each.
  const desk = consumer((stage) => ({
    handleEvents: (events) => stage.sleep(10 * events.length),
  }));

  const system = new System({ clock: "virtual", seed, trace: true });
  const quakeFeed = system.start(feed, { name: "feed" });
  const enriched = system.start(enrich, {
    name: "enrich",
    // `minDemand` must stay below `maxDemand`.
    subscribeTo: [
      { to: quakeFeed, maxDemand: enrichMax, minDemand: Math.min(enrichMin, enrichMax - 1) },
    ],
  });
  system.start(desk, {
    name: "desk",
    subscribeTo: [{ to: enriched, maxDemand: deskMax, minDemand: Math.min(deskMin, deskMax - 1) }],
  });
  await system.idle();

  return [{ label: "Three stages", trace: system.trace }];
}
