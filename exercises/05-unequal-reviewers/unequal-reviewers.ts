const minute = 60_000;
const hour = 60 * minute;
/** What it takes to open the waveforms of one batch, in ms. */
const openMs = 4 * minute;

/** The order of a reviewer who needs `reviewMs` for one quake. */
export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  // TODO: 1000 and 500 are days of work. How many quakes are an hour's work for this reviewer, and what if not even one is?
  // And as how many batches do they come?
  const maxDemand = openMs + reviewMs <= hour ? 1000 : 500;
  return { maxDemand, minDemand: maxDemand / 2 };
}
