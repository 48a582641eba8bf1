// Misconception: the smallest order is always the best.
// Caught by: in time
// Says: 1.0 in a batch

const minute = 60_000;
const hour = 60 * minute;
const openMs = 4 * minute;

export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  return { maxDemand: Math.min(1, hour + openMs + reviewMs), minDemand: 0 };
}
