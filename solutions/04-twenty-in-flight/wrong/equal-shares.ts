// Misconception: what a stage may hold is best shared out equally.
// Caught by: when only the far one has any left
// Says: takes as long as 8 quakes, and brought 5

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
  const share = Math.floor(20 / cellars.length);
  return cellars.map(({ stage }) => ({
    to: stage,
    maxDemand: share,
    minDemand: Math.floor(share / 2),
  }));
}
