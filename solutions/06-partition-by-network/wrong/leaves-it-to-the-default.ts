// Misconception: the default hash keeps together what belongs together.
// Caught by: all of one network at one desk
// Says: the default looks at the whole quake

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals earthquakes out to so many desks, all of one network to the same desk. */
export function byNetwork(desks: number): DispatcherFactory<Quake> {
  return partitionDispatcher<Quake>({
    partitions: desks,
  });
}
