// Misconception: at most three at a time means three, then the next three.
// Caught by: a review that ends makes room at once
// Says: slowest of the batch

import type { Quake } from "@headgate/quakes";

export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  let reviewed = 0;
  let batch: Promise<void>[] = [];
  for await (const quake of feed) {
    batch.push(review(quake));
    if (batch.length < limit) continue;
    await Promise.all(batch);
    reviewed += batch.length;
    batch = [];
  }
  await Promise.all(batch);
  return reviewed + batch.length;
}
