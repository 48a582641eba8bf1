// Misconception: all names are as long as those of this week.
// Caught by: all letters of the name count
// Says: at one and the same desk of 7

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals earthquakes out to so many desks, all of one network to the same desk. */
export function byNetwork(desks: number): DispatcherFactory<Quake> {
  const numberOf = (net: string) => net.charCodeAt(0) + (net.charCodeAt(1) || 0);
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) => (quake.type === "earthquake" ? [quake, numberOf(quake.net) % desks] : "none"),
  });
}
