// Misconception: dealt out in turn, from the busiest down, the work is even.
// Caught by: a week like the last one
// Says: is not the same work

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals quakes out to so many desks by their network, and no desk has much more to do than it must. */
export function relieved(lastWeek: readonly Quake[], desks: number): DispatcherFactory<Quake> {
  const counts = new Map<string, number>();
  for (const { net } of lastWeek) counts.set(net, (counts.get(net) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const deskOf = new Map(sorted.map(([net], index) => [net, index % desks]));
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) => [quake, deskOf.get(quake.net) ?? 0],
  });
}
