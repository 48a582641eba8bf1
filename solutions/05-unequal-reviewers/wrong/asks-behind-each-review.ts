// Misconception: asking again early costs nothing.
// Caught by: in time
// Says: 1.0 in a batch

const minute = 60_000;
const hour = 60 * minute;
const openMs = 4 * minute;

export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  const maxDemand = Math.max(1, Math.floor((hour - openMs) / reviewMs));
  return { maxDemand, minDemand: maxDemand - 1 };
}
