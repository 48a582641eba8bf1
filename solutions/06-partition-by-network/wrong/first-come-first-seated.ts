// Misconception: a table of who came first is as good as a hash.
// Caught by: the name decides, not who came first
// Says: in another order

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals earthquakes out to so many desks, all of one network to the same desk. */
export function byNetwork(desks: number): DispatcherFactory<Quake> {
  const seats = new Map<string, number>();
  const seatOf = (net: string): number => {
    if (!seats.has(net)) seats.set(net, seats.size);
    return seats.get(net)!;
  };
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) => (quake.type === "earthquake" ? [quake, seatOf(quake.net) % desks] : "none"),
  });
}
