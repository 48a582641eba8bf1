// Misconception: async/await is back-pressure already, so `Promise.all` over everything holds little.
// Caught by: never more than `limit` quakes in hand
// Says: nothing made the feed wait

import type { Quake } from "@headgate/quakes";

export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  const reviews: Promise<void>[] = [];
  for await (const quake of feed) reviews.push(review(quake));
  await Promise.all(reviews);
  return Math.max(reviews.length, Math.min(limit, 0));
}
