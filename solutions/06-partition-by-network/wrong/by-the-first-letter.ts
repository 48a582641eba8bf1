// Misconception: networks differ in their first letter.
// Caught by: all letters of the name count
// Says: at one and the same desk

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals earthquakes out to so many desks, all of one network to the same desk. */
export function byNetwork(desks: number): DispatcherFactory<Quake> {
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) =>
      quake.type === "earthquake" ? [quake, quake.net.charCodeAt(0) % desks] : "none",
  });
}
