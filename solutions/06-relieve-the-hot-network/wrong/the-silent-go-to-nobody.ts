// Misconception: what the plan does not know is nobody's work.
// Caught by: a network that was silent last week
// Says: Every quake goes to some desk

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

export function relieved(lastWeek: readonly Quake[], desks: number): DispatcherFactory<Quake> {
  const counts = new Map<string, number>();
  for (const { net } of lastWeek) counts.set(net, (counts.get(net) ?? 0) + 1);
  const loads = Array.from({ length: desks }, () => 0);
  const deskOf = new Map<string, number>();
  for (const [net, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest]! += count;
    deskOf.set(net, lightest);
  }
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) => {
      const desk = deskOf.get(quake.net);
      return desk === undefined ? "none" : [quake, desk];
    },
  });
}
