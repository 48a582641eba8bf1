// Misconception: the quake under review still lies in the mailbox.
// Caught by: the quake under review is not in the mailbox
// Says: in the reviewer's hands

export function depthAt(arrivals: readonly number[], serviceMs: number, t: number): number {
  let depth = 0;
  let freeAt = 0;
  for (const arrival of arrivals) {
    freeAt = Math.max(arrival, freeAt) + serviceMs;
    if (arrival <= t && t < freeAt) depth += 1;
  }
  return depth;
}
