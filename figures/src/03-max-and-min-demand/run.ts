import { System, consumer, producer } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  maxDemand: number;
  minDemand: number;
  together: number;
  deskMs: number;
  count: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  maxDemand,
  minDemand,
  together,
  deskMs,
  count,
  seed,
}: Values): Promise<Panel[]> {
  const quakes = week
    .slice(0, count)
    .map(({ mag, place }, index) => ({ id: index + 1, mag, place }));

  // What the feed is asked for leaves it in messages of up to `together` quakes, one every millisecond.
  const feed = producer((stage) => {
    let next = 0;
    return {
      handleDemand: async (demand) => {
        for (let left = demand; left > 0 && next < count; left -= together) {
          await stage.sleep(1);
          stage.emit(quakes.slice(next, (next += Math.min(left, together))));
        }
      },
    };
  });

  const desk = consumer((stage) => ({
    handleEvents: (events) => stage.sleep(deskMs * events.length),
  }));

  const system = new System({ clock: "virtual", seed, trace: true });
  const quakeFeed = system.start(feed, { name: "feed" });
  system.start(desk, {
    name: "desk",
    // `minDemand` must stay below `maxDemand`.
    subscribeTo: [{ to: quakeFeed, maxDemand, minDemand: Math.min(minDemand, maxDemand - 1) }],
  });
  await system.idle();

  return [{ label: "Feed and desk", trace: system.trace }];
}
