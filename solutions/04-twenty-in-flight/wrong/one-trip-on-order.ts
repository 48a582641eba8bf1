// Misconception: what lasts for a trip is enough, for it is ordered again when it arrives.
// Caught by: one cellar, far away
// Says: and brought 5

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
  return cellars.map(({ stage, tripMs }) => ({ to: stage, maxDemand: tripMs / reviewMs }));
}
