// Misconception: `Promise.all` stops the other loops when one of them fails.
// Caught by: a failed review is not lost
// Says: after the failure

import type { Quake } from "@headgate/quakes";

export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  const quakes = feed[Symbol.asyncIterator]();
  let reviewed = 0;
  const reviewer = async () => {
    for (let next = await quakes.next(); next.done !== true; next = await quakes.next()) {
      await review(next.value);
      reviewed += 1;
    }
  };
  await Promise.all(Array.from({ length: limit }, reviewer));
  return reviewed;
}
