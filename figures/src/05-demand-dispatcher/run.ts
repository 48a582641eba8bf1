import { System, consumer, producer } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  maxDemand: number;
  feedMs: number;
  quickMs: number;
  slowMs: number;
  count: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  maxDemand,
  feedMs,
  quickMs,
  slowMs,
  count,
  seed,
}: Values): Promise<Panel[]> {
  const quakes = week
    .slice(0, count)
    .map(({ mag, place }, index) => ({ id: index + 1, mag, place }));

  // A quake goes out when it happens. One that nobody has asked for yet waits in the feed's buffer.
  const feed = producer(() => ({
    handleDemand: () => {},
    handleCast: (quake: (typeof quakes)[number]) => [quake],
  }));

  const desk = (ms: number) =>
    consumer((stage) => ({ handleEvents: (events) => stage.sleep(ms * events.length) }));

  async function share(most: number): Promise<System> {
    const system = new System({ clock: "virtual", seed, trace: true });
    const to = system.start(feed, { name: "feed" });
    system.start(desk(slowMs), { name: "slow", subscribeTo: [{ to, maxDemand: most }] });
    system.start(desk(quickMs), { name: "quick", subscribeTo: [{ to, maxDemand: most }] });
    system.start(desk(quickMs), { name: "quick too", subscribeTo: [{ to, maxDemand: most }] });
    for (const quake of quakes) {
      await system.advance(feedMs);
      system.cast(to, quake);
    }
    await system.idle();
    return system;
  }
  const asSet = await share(maxDemand);
  const oneByOne = await share(1);

  return [
    { label: `With maxDemand ${maxDemand}`, trace: asSet.trace },
    { label: "With maxDemand 1, for comparison", trace: oneByOne.trace },
  ];
}
