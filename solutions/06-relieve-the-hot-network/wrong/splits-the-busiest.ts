// Misconception: a key that is too large for one partition may be split over several.
// Caught by: a week like the last one
// Says: however busy the network

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals quakes out to so many desks by their network, and no desk has much more to do than it must. */
export function relieved(lastWeek: readonly Quake[], desks: number): DispatcherFactory<Quake> {
  const counts = new Map<string, number>();
  for (const { net } of lastWeek) counts.set(net, (counts.get(net) ?? 0) + 1);
  const loads = Array.from({ length: desks }, () => 0);
  const deskOf = new Map<string, number>();
  const seat = (net: string, count: number): number => {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest]! += count;
    deskOf.set(net, lightest);
    return lightest;
  };
  for (const [net, count] of [...counts].sort((a, b) => b[1] - a[1])) seat(net, count);
  let turn = 0;
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) => {
      const isHot = (counts.get(quake.net) ?? 0) > lastWeek.length / (desks + 1);
      return [quake, isHot ? turn++ % desks : (deskOf.get(quake.net) ?? seat(quake.net, 1))];
    },
  });
}
