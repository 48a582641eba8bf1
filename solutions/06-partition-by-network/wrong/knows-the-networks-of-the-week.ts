// Misconception: the networks of this week are all that there are.
// Caught by: all letters of the name count
// Says: at one and the same desk of 7

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

const known = "ak av ci hv mb nc nm nn pr se us uu uw".split(" ");

/** Deals earthquakes out to so many desks, all of one network to the same desk. */
export function byNetwork(desks: number): DispatcherFactory<Quake> {
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) =>
      quake.type === "earthquake" ? [quake, Math.max(0, known.indexOf(quake.net)) % desks] : "none",
  });
}
