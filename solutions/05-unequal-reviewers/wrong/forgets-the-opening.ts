// Misconception: what a batch costs does not count as work.
// Caught by: nobody hoards
// Says: the opening counts

const minute = 60_000;
const hour = 60 * minute;
const openMs = 4 * minute;

export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  const inAnHour = Math.floor(hour / Math.max(reviewMs, openMs));
  return { maxDemand: Math.max(1, inAnHour), minDemand: 0 };
}
