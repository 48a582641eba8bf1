// Misconception: a consumer asks again as soon as it receives, so minDemand 0 is early enough.
// Caught by: one cellar, far away
// Says: sets out too late

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
  return cellars.map(({ stage, tripMs }) => ({
    to: stage,
    maxDemand: (2 * tripMs) / reviewMs,
    minDemand: 0,
  }));
}
