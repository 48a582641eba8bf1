// Misconception: the reviewer clears one quake per `serviceMs` from the start, even while there is none to clear.
// Caught by: time with nothing to review is not saved up
// Says: that time is gone

export function depthAt(arrivals: readonly number[], serviceMs: number, t: number): number {
  const arrived = arrivals.filter((arrival) => arrival <= t).length;
  const begun = Math.floor(t / serviceMs) + 1;
  return Math.max(0, arrived - begun);
}
