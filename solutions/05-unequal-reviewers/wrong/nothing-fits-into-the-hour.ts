// Misconception: whoever cannot finish one in time orders none.
// Caught by: a review that takes longer than an hour
// Says: maxDemand

const minute = 60_000;
const hour = 60 * minute;
const openMs = 4 * minute;

export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  return { maxDemand: Math.floor((hour - openMs) / reviewMs), minDemand: 0 };
}
