// Misconception: a failed review only has to give its place back.
// Caught by: a failed review is not lost
// Says: nobody hears of it

import type { Quake } from "@headgate/quakes";

export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  const inHand = new Set<Promise<void>>();
  let reviewed = 0;
  for await (const quake of feed) {
    const work: Promise<void> = review(quake)
      .catch(() => undefined)
      .then(() => {
        inHand.delete(work);
        reviewed += 1;
      });
    inHand.add(work);
    if (inHand.size >= limit) await Promise.race(inHand);
  }
  await Promise.all(inHand);
  return reviewed;
}
