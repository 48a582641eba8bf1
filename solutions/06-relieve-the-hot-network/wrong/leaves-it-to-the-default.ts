// Misconception: the default hash is the fairest, so it relieves whoever is busy.
// Caught by: a week like the last one
// Says: at two desks a later quake

import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals quakes out to so many desks by their network, and no desk has much more to do than it must. */
export function relieved(lastWeek: readonly Quake[], desks: number): DispatcherFactory<Quake> {
  void lastWeek;
  return partitionDispatcher<Quake>({ partitions: desks });
}
