import {
  type DispatcherFactory,
  System,
  broadcastDispatcher,
  consumer,
  demandDispatcher,
  partitionDispatcher,
  producer,
} from "headgate";
import type { Trace } from "headgate";
import { week } from "@headgate/quakes";

type Values = {
  fastMs: number;
  slowMs: number;
  networks: "busy" | "rare";
  maxDemand: number;
  count: number;
  seed: number;
};
type Panel = { label: string; trace: Trace };

export async function run({
  fastMs,
  slowMs,
  networks,
  maxDemand,
  count,
  seed,
}: Values): Promise<Panel[]> {
  type Report = { id: string; net: string };

  const start = (seed * 37) % 1300;
  const counted: Record<string, number> = {};
  const quakes = week.slice(start, start + count).map(({ net }): Report => {
    counted[net] = (counted[net] ?? 0) + 1;
    return { id: `${net}${counted[net]}`, net };
  });

  const feed = producer(() => {
    let next = 0;
    return { handleDemand: (demand) => quakes.slice(next, (next += demand)) };
  });

  const desk = (ms: number) =>
    consumer((stage) => ({ handleEvents: (events) => stage.sleep(ms * events.length) }));

  // Half of the real week's quakes are of the busy networks, a sixteenth of the rare ones.
  const groups = {
    busy: ["ci", "nc", "pr", "uu"],
    rare: ["hv", "nm", "se", "uw"],
    other: ["ak", "mb", "nn", "us"],
  };
  const groupOf = (net: string) =>
    groups.busy.includes(net) ? "busy" : groups.rare.includes(net) ? "rare" : "other";
  const byNetwork = partitionDispatcher<Report>({
    partitions: ["busy", "rare", "other"],
    hash: (quake) => [quake, groupOf(quake.net)],
  });

  // The feed begins when all three have subscribed.
  const started = (dispatcher: DispatcherFactory<Report>) => {
    const system = new System({ clock: "virtual", seed, trace: true });
    const to = system.start(feed, { name: "feed", dispatcher, demand: "accumulate" });
    const order = { to, maxDemand, minDemand: maxDemand - 1 };
    system.start(desk(fastMs), { name: "fast A", subscribeTo: [{ ...order, partition: "other" }] });
    system.start(desk(fastMs), {
      name: "fast B",
      subscribeTo: [{ ...order, partition: networks === "busy" ? "rare" : "busy" }],
    });
    system.start(desk(slowMs), { name: "slow", subscribeTo: [{ ...order, partition: networks }] });
    system.demand(to, "forward");
    return system;
  };
  const demand = started(demandDispatcher());
  await demand.idle();
  const broadcast = started(broadcastDispatcher());
  await broadcast.idle();
  const partition = started(byNetwork);
  await partition.idle();

  return [
    { label: "By demand", trace: demand.trace },
    { label: "Broadcast", trace: broadcast.trace },
    { label: "By partition", trace: partition.trace },
  ];
}
