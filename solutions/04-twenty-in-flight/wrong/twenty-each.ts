// Misconception: maxDemand 20 on each subscription is 20 for the desk.
// Caught by: two cellars, not more than twenty
// Says: an account of its own

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
  return cellars.map(({ stage }) => ({ to: stage, maxDemand: 20, minDemand: 10 }));
}
