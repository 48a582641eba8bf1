// Misconception: to bound is to do one after the other, whatever the limit.
// Caught by: a review that ends makes room at once
// Says: one review at a time

import type { Quake } from "@headgate/quakes";

export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  let reviewed = 0;
  for await (const quake of feed) {
    await review(quake);
    reviewed += 1;
  }
  return Math.max(reviewed, Math.min(limit, 0));
}
