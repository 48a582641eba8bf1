import { type ProducerRef, System, consumer, producer, producerConsumer } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  parseMs: number;
  locateMs: number;
  rateMs: number;
  fileMs: number;
  parsers: number;
  locators: number;
  raters: number;
  filers: number;
  more: "parse" | "locate" | "rate" | "file";
  maxDemand: number;
  count: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  parseMs,
  locateMs,
  rateMs,
  fileMs,
  parsers,
  locators,
  raters,
  filers,
  more,
  maxDemand,
  count,
  seed,
}: Values): Promise<Panel[]> {
  type Quake = { id: number; mag: number };
  const start = (seed * 37) % 1500;
  const quakes = week.slice(start, start + count).map(({ mag }, index) => ({ id: index + 1, mag }));

  const feed = producer(() => {
    let next = 0;
    return { handleDemand: (demand) => quakes.slice(next, (next += demand)) };
  });

  // A worker needs some time for each quake, and passes it on.
  const worker = (ms: number) =>
    producerConsumer<Quake, Quake>((stage) => ({
      handleEvents: async (events) => {
        await stage.sleep(ms * events.length);
        return events;
      },
    }));
  const archive = consumer(() => ({ handleEvents: () => {} }));

  // Starts each stage with its workers; every worker subscribes to all of the stage before.
  const started = (extra: string) => {
    const system = new System({ clock: "virtual", seed, trace: true });
    const stages = [
      { name: "parse", ms: parseMs, workers: parsers },
      { name: "locate", ms: locateMs, workers: locators },
      { name: "rate", ms: rateMs, workers: raters },
      { name: "file", ms: fileMs, workers: filers },
    ];
    let before: ProducerRef<Quake>[] = [system.start(feed, { name: "feed" })];
    for (const { name, ms, workers } of stages) {
      const subscribeTo = before.map((to) => ({ to, maxDemand, minDemand: maxDemand - 1 }));
      const total = name === extra ? workers + 1 : workers;
      before = Array.from({ length: total }, (_, index) =>
        system.start(worker(ms), { name: `${name} ${index + 1}`, subscribeTo }),
      );
    }
    system.start(archive, { name: "archive", subscribeTo: before.map((to) => ({ to })) });
    return system;
  };

  const asSet = started("none");
  await asSet.idle();
  const oneMore = started(more);
  await oneMore.idle();

  return [
    { label: "As set", trace: asSet.trace },
    { label: `One more for ${more}`, trace: oneMore.trace },
  ];
}
