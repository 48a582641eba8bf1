import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals earthquakes out to so many desks, all of one network to the same desk. */
export function byNetwork(desks: number): DispatcherFactory<Quake> {
  return partitionDispatcher<Quake>({
    partitions: desks,
    // TODO: without a hash of yours the whole quake decides, its id and its time as well.
  });
}
