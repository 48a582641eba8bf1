// Misconception: maxDemand is the size of a batch, whatever minDemand says.
// Caught by: nobody hoards
// Says: they come in several batches

const minute = 60_000;
const hour = 60 * minute;
const openMs = 4 * minute;

export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  const maxDemand = Math.max(1, Math.floor((hour - openMs) / reviewMs));
  return { maxDemand, minDemand: Math.floor(maxDemand / 2) };
}
