// Misconception: a push feed waits while the reviewer is busy, so that one quake at most is ever in line.
// Caught by: under overload the depth grows along a straight line
// Says: waits for nobody

export function depthAt(arrivals: readonly number[], serviceMs: number, t: number): number {
  let freeAt = 0;
  let depth = 0;
  for (const arrival of arrivals) {
    const begin = Math.max(arrival, freeAt);
    freeAt = begin + serviceMs;
    if (arrival <= t && t < begin) depth = 1;
  }
  return depth;
}
