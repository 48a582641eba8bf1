// Misconception: the earlier a consumer asks again, the faster it runs.
// Caught by: one cellar, far away
// Says: and brought 1

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
  return cellars.map(({ stage, tripMs }) => {
    const maxDemand = (2 * tripMs) / reviewMs;
    return { to: stage, maxDemand, minDemand: maxDemand - 1 };
  });
}
