import { System, consumer, producer } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  bufferSize: number;
  bufferKeep: "first" | "last";
  burst: number;
  bursts: number;
  deskMs: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  bufferSize,
  bufferKeep,
  burst,
  bursts,
  deskMs,
  seed,
}: Values): Promise<Panel[]> {
  const quakes = week
    .slice(0, burst * bursts)
    .map(({ mag, place }, index) => ({ id: index + 1, mag, place }));

  // The network sends when the earth shakes. The feed passes on what it is told, whatever it was asked for.
  const feed = producer(() => ({
    handleDemand: () => {},
    handleCast: (some: typeof quakes) => some,
  }));

  const desk = consumer((stage) => ({
    handleEvents: (events) => stage.sleep(deskMs * events.length),
  }));

  // `log: false`: each loss would be a line on the console, too. With details the trace says which quakes were lost.
  const system = new System({ clock: "virtual", seed, trace: { details: true }, log: false });
  const quakeFeed = system.start(feed, { name: "feed", bufferSize, bufferKeep });
  system.start(desk, { name: "desk", subscribeTo: [{ to: quakeFeed, maxDemand: 1 }] });
  for (let sent = 0; sent < quakes.length; sent += burst) {
    system.cast(quakeFeed, quakes.slice(sent, sent + burst));
    await system.advance(10);
  }
  await system.idle();

  return [{ label: "Feed with a buffer", trace: system.trace }];
}
