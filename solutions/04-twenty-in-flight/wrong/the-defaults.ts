// Misconception: a large maxDemand makes a slow consumer faster.
// Caught by: one cellar, far away
// Says: room for 20 in all

import type { ProducerRef, SubscribeOptions } from "headgate";
import type { Quake } from "@headgate/quakes";

export interface Cellar {
  stage: ProducerRef<Quake>;
  tripMs: number;
}

export function subscriptions(
  cellars: readonly Cellar[],
  reviewMs: number,
): SubscribeOptions<Quake>[] {
  void reviewMs;
  return cellars.map(({ stage }) => ({ to: stage }));
}
