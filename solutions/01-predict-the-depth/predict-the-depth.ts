/** How many quakes lie in the mailbox at `t`: arrived, and their review has not begun. All times in ms. */
export function depthAt(arrivals: readonly number[], serviceMs: number, t: number): number {
  let depth = 0;
  let freeAt = 0;
  for (const arrival of arrivals) {
    // A review waits for two things: its quake, and the end of the review ahead. Whichever comes later decides,
    // so an idle reviewer saves no time up, and a burst pushes every later review back.
    const begin = Math.max(arrival, freeAt);
    freeAt = begin + serviceMs;
    if (arrival <= t && t < begin) depth += 1;
  }
  return depth;
}
