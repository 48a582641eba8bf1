// Misconception: `forEach` with an async function waits for that function.
// Caught by: it comes back when the last review has ended, with their number
// Says: waits for nobody

import type { Quake } from "@headgate/quakes";

export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  const batch: Quake[] = [];
  let reviewed = 0;
  let failure: unknown;
  const start = () =>
    batch.splice(0, limit).forEach(async (quake) => {
      try {
        await review(quake);
        reviewed += 1;
      } catch (error) {
        failure ??= error;
      }
    });
  for await (const quake of feed) {
    batch.push(quake);
    if (batch.length === limit) start();
  }
  start();
  if (failure !== undefined) throw failure;
  return reviewed;
}
