// Misconception: the same number is the same share of the work.
// Caught by: nobody hoards
// Says: more work for a slower reviewer

const minute = 60_000;
const hour = 60 * minute;
const openMs = 4 * minute;

export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  const inAnHour = Math.floor((hour - openMs) / Math.min(reviewMs, 5 * minute));
  return { maxDemand: Math.max(1, inAnHour), minDemand: 0 };
}
