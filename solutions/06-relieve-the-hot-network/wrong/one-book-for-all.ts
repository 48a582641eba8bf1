// Misconception: what one dispatcher knows is good for the next.
// Caught by: new networks, and two dispatchers at a time
// Says: a plan of its own

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

const deskOf = new Map<string, number>();

/** Deals quakes out to so many desks by their network, and no desk has much more to do than it must. */
export function relieved(lastWeek: readonly Quake[], desks: number): DispatcherFactory<Quake> {
  const counts = new Map<string, number>();
  for (const { net } of lastWeek) counts.set(net, (counts.get(net) ?? 0) + 1);
  const loads = Array.from({ length: desks }, () => 0);
  deskOf.clear();
  const seat = (net: string, count: number): number => {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest]! += count;
    deskOf.set(net, lightest);
    return lightest;
  };
  for (const [net, count] of [...counts].sort((a, b) => b[1] - a[1])) seat(net, count);
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) => [quake, deskOf.get(quake.net) ?? seat(quake.net, 1)],
  });
}
