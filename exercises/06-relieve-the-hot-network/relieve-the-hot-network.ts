import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals quakes out to so many desks by their network, and no desk has much more to do than it must. */
export function relieved(lastWeek: readonly Quake[], desks: number): DispatcherFactory<Quake> {
  // TODO: three networks at each desk are not the same work at each desk.
  const networks = [...new Set(lastWeek.map((quake) => quake.net))].sort();
  const deskOf = new Map(networks.map((net, index) => [net, index % desks]));
  return partitionDispatcher<Quake>({
    partitions: desks,
    // TODO: what if the network was silent last week?
    hash: (quake) => [quake, deskOf.get(quake.net)!],
  });
}
