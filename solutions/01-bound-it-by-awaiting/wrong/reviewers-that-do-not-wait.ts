// Misconception: `limit` loops bound the work by themselves, also when none of them awaits its review.
// Caught by: never more than `limit` quakes in hand
// Says: nothing made the feed wait

import type { Quake } from "@headgate/quakes";

export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  const quakes = feed[Symbol.asyncIterator]();
  const reviews: Promise<void>[] = [];
  const reviewer = async () => {
    for (let next = await quakes.next(); next.done !== true; next = await quakes.next()) {
      reviews.push(review(next.value));
    }
  };
  await Promise.all(Array.from({ length: limit }, reviewer));
  await Promise.all(reviews);
  return reviews.length;
}
