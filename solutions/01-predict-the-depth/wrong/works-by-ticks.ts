// Misconception: the reviewer looks into the mailbox once every `serviceMs`, so a quake that comes between two looks waits for the next.
// Caught by: time with nothing to review is not saved up
// Says: as soon as

export function depthAt(arrivals: readonly number[], serviceMs: number, t: number): number {
  let depth = 0;
  let next = 0;
  for (let tick = 0; tick <= t; tick += serviceMs) {
    while (next < arrivals.length && arrivals[next]! <= tick) {
      depth += 1;
      next += 1;
    }
    depth = Math.max(0, depth - 1);
  }
  return depth + arrivals.slice(next).filter((arrival) => arrival <= t).length;
}
