// Misconception: to wait is to look again after a while.
// Caught by: never more than `limit` quakes in hand
// Says: a timer is too late

import type { Quake } from "@headgate/quakes";

declare const setTimeout: (run: (value?: unknown) => void, ms: number) => void;

export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  let [inHand, reviewed] = [0, 0];
  const isDown = async (most: number) => {
    while (inHand > most) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  for await (const quake of feed) {
    inHand += 1;
    const down = () => {
      inHand -= 1;
      reviewed += 1;
    };
    review(quake).then(down, down);
    await isDown(limit - 1);
  }
  await isDown(0);
  return reviewed;
}
