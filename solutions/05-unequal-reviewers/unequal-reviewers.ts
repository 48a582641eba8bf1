const minute = 60_000;
const hour = 60 * minute;
/** What it takes to open the waveforms of one batch, in ms. */
const openMs = 4 * minute;

/** The order of a reviewer who needs `reviewMs` for one quake. */
export function orderFor(reviewMs: number): { maxDemand: number; minDemand: number } {
  // The dispatcher compares numbers of events. Equal time on each desk takes unequal numbers: an hour's work for everybody.
  const inAnHour = Math.floor((hour - openMs) / reviewMs);
  // With a `minDemand` of 0 the whole order is one batch, with one opening.
  return { maxDemand: Math.max(1, inAnHour), minDemand: 0 };
}
