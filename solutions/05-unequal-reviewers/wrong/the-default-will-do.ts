// Misconception: the dispatcher sees who is slow, so the order does not matter.
// Caught by: nobody hoards
// Says: counts quakes, not minutes

const minute = 60_000;
const hour = 60 * minute;
const openMs = 4 * minute;

export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  const most = Math.max(1000, openMs / hour);
  return { maxDemand: most, minDemand: Math.min(500, reviewMs) };
}
