// Misconception: the average rate of the whole night decides, so a burst that the reviewer can absorb by morning never shows.
// Caught by: the night of 6 February
// Says: average

export function depthAt(arrivals: readonly number[], serviceMs: number, t: number): number {
  const first = arrivals[0] ?? 0;
  const last = arrivals[arrivals.length - 1] ?? 0;
  const perMs = arrivals.length / Math.max(1, last - first);
  const surplus = perMs - 1 / serviceMs;
  return Math.max(0, Math.floor(surplus * (t - first)));
}
