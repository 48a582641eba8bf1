// Misconception: a quake that was taken out of the feed and waits for room is not in hand yet.
// Caught by: never more than `limit` quakes in hand
// Says: before there was room

import type { Quake } from "@headgate/quakes";

export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  const inHand = new Set<Promise<void>>();
  let reviewed = 0;
  for await (const quake of feed) {
    while (inHand.size >= limit) await Promise.race(inHand);
    const work: Promise<void> = review(quake).then(() => {
      inHand.delete(work);
      reviewed += 1;
    });
    inHand.add(work);
  }
  await Promise.all(inHand);
  return reviewed;
}
