/** How many quakes lie in the mailbox at `t`: arrived, and their review has not begun. All times in ms. */
export function depthAt(arrivals: readonly number[], serviceMs: number, t: number): number {
  const arrived = arrivals.filter((arrival) => arrival <= t);
  // TODO: take off the quakes whose review has begun by `t`. Each review takes `serviceMs`.
  return arrived.length;
}
