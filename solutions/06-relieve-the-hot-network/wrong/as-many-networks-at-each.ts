// Misconception: partitions with as many keys share the load evenly.
// Caught by: a week like the last one
// Says: is not the same work

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
  for (const net of counts.keys()) seat(net, 1);
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) => [quake, deskOf.get(quake.net) ?? seat(quake.net, 1)],
  });
}
