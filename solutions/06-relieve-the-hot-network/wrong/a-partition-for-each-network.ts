// Misconception: more partitions relieve the busiest one.
// Caught by: a week like the last one
// Says: partition without a desk

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals quakes out to so many desks by their network, and no desk has much more to do than it must. */
export function relieved(lastWeek: readonly Quake[], desks: number): DispatcherFactory<Quake> {
  const networks = [...new Set(lastWeek.map((quake) => quake.net))];
  return partitionDispatcher<Quake>({
    partitions: Math.max(desks, networks.length + 1),
    hash: (quake) => [quake, networks.indexOf(quake.net) < 0 ? 0 : networks.indexOf(quake.net)],
  });
}
