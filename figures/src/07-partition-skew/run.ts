import { System, consumer, partitionDispatcher, producer } from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  share: number;
  hash: "network" | "quake" | "strong";
  partitions: number;
  maxDemand: number;
  handleMs: number;
  count: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  share,
  hash,
  partitions,
  maxDemand,
  handleMs,
  count,
  seed,
}: Values): Promise<Panel[]> {
  type Report = { id: string; net: string; mag: number };

  // Of 100 quakes, `share` are of the network "ci"; the others are as mixed as in the real week.
  const fromCi = Math.round((count * share) / 100);
  const [ciStart, start] = [(seed * 7) % 180, (seed * 37) % 1100];
  const ci = week.filter(({ net }) => net === "ci").slice(ciStart, ciStart + fromCi);
  const others = week.filter(({ net }) => net !== "ci").slice(start, start + count - fromCi);
  const evenly = [ci, others].flatMap((some) =>
    some.map((quake, index) => ({ quake, place: (index + 0.5) / some.length })),
  );
  const counted: Record<string, number> = {};
  const quakes = evenly
    .sort((one, other) => one.place - other.place)
    .map(({ quake: { net, mag } }): Report => {
      counted[net] = (counted[net] ?? 0) + 1;
      return { id: `${net}${counted[net]}`, net, mag };
    });

  // The networks in alphabetical order, dealt out to the partitions.
  const networks = [...new Set(week.map(({ net }) => net))].sort();
  const partitionOf = (net: string) => networks.indexOf(net) % partitions;
  const dispatchers = {
    network: partitionDispatcher<Report>({
      partitions,
      hash: (quake) => [quake, partitionOf(quake.net)],
    }),
    // By default, the hash of the whole quake.
    quake: partitionDispatcher<Report>({ partitions }),
    // Nobody is sent what the hash answers "none" for.
    strong: partitionDispatcher<Report>({
      partitions,
      hash: (quake) => (quake.mag < 1 ? "none" : [quake, partitionOf(quake.net)]),
    }),
  };

  const feed = producer(() => {
    let next = 0;
    return { handleDemand: (demand) => quakes.slice(next, (next += demand)) };
  });

  const desk = consumer((stage) => ({
    handleEvents: (events) => stage.sleep(handleMs * events.length),
  }));

  const system = new System({ clock: "virtual", seed, trace: { details: true }, log: false });
  const to = system.start(feed, { name: "feed", dispatcher: dispatchers[hash] });
  for (let partition = 0; partition < partitions; partition++) {
    system.start(desk, {
      name: `desk ${partition}`,
      subscribeTo: [{ to, partition, maxDemand, minDemand: maxDemand - 1 }],
    });
  }
  await system.idle();

  return [{ label: "By partition", trace: system.trace }];
}
