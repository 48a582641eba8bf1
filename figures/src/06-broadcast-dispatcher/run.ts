import { System, broadcastDispatcher, consumer, fromIterable } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  archiveMs: number;
  reviewMs: number;
  minMag: number;
  maxDemand: number;
  count: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  archiveMs,
  reviewMs,
  minMag,
  maxDemand,
  count,
  seed,
}: Values): Promise<Panel[]> {
  const quakes = week
    .slice(0, count)
    .map(({ mag, place }, index) => ({ id: index + 1, mag, place }));

  const desk = (ms: number) =>
    consumer((stage) => ({ handleEvents: (events) => stage.sleep(ms * events.length) }));

  async function broadcast(hasReview: boolean): Promise<System> {
    const system = new System({ clock: "virtual", seed, trace: true });
    // Who subscribes late misses what went out before: the feed holds everything back until all are there.
    const to = system.start(fromIterable(quakes), {
      name: "feed",
      dispatcher: broadcastDispatcher(),
      demand: "accumulate",
    });
    const isStrong = ({ mag }: (typeof quakes)[number]) => mag >= minMag;
    system.start(desk(archiveMs), { name: "archive", subscribeTo: [{ to, maxDemand }] });
    system.start(desk(0), { name: "alarm", subscribeTo: [{ to, maxDemand, selector: isStrong }] });
    if (hasReview) {
      system.start(desk(reviewMs), { name: "review", subscribeTo: [{ to, maxDemand }] });
    }
    await system.advance(0);
    system.demand(to, "forward");
    await system.idle();
    return system;
  }
  const withReview = await broadcast(true);
  const withoutReview = await broadcast(false);

  return [
    { label: "With review", trace: withReview.trace },
    { label: "Without review", trace: withoutReview.trace },
  ];
}
