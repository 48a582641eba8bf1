import type { Quake } from "@headgate/quakes";

/** Reviews every quake of the feed, at most `limit` in hand; resolves to the number reviewed. */
export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  const reviews: Promise<void>[] = [];
  for await (const quake of feed) {
    // TODO: nothing makes this loop wait. Let it go on only while fewer than `limit` quakes are in hand.
    reviews.push(review(quake));
  }
  await Promise.all(reviews);
  // TODO: say how many quakes were reviewed.
  return 0;
}
