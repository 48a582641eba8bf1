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
  // TODO: the cellars are not equally far, and 20 is for all of them together. Which two numbers does each one need?
  void reviewMs;
  return cellars.map(({ stage }) => ({ to: stage, maxDemand: 20, minDemand: 0 }));
}
