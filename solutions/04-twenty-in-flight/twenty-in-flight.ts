import type { ProducerRef, SubscribeOptions } from "headgate";
import type { Quake } from "@headgate/quakes";

/** A cellar with quakes on tape: who is asked, and how long a trip there takes. */
export interface Cellar {
  stage: ProducerRef<Quake>;
  tripMs: number;
}

/** The desk's subscriptions, one for each cellar: at most 20 quakes in flight, and hardly a minute without work. */
export function subscriptions(
  cellars: readonly Cellar[],
  reviewMs: number,
): SubscribeOptions<Quake>[] {
  return cellars.map(({ stage, tripMs }) => {
    // What is left when it asks lasts for a trip, and so does what a trip brings: each cellar can keep the desk busy alone.
    const trip = tripMs / reviewMs;
    return { to: stage, maxDemand: 2 * trip, minDemand: trip };
  });
}
