// Misconception: partitions share the load evenly, so the hash should deal in turn.
// Caught by: all of one network at one desk
// Says: however busy

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals earthquakes out to so many desks, all of one network to the same desk. */
export function byNetwork(desks: number): DispatcherFactory<Quake> {
  let next = 0;
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) => (quake.type === "earthquake" ? [quake, next++ % desks] : "none"),
  });
}
