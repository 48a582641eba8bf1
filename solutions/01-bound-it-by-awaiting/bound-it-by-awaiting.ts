import type { Quake } from "@headgate/quakes";

/** Reviews every quake of the feed, at most `limit` in hand; resolves to the number reviewed. */
export async function reviewAll(
  feed: AsyncIterable<Quake>,
  limit: number,
  review: (quake: Quake) => Promise<void>,
): Promise<number> {
  const quakes = feed[Symbol.asyncIterator]();
  const shared = { [Symbol.asyncIterator]: () => quakes };
  let reviewed = 0;
  // As many loops as reviews are allowed. Each takes a quake only when its last review has ended, so the bound
  // needs no counter; and a loop that a failed review breaks off closes the feed for all the others.
  const reviewer = async () => {
    for await (const quake of shared) {
      await review(quake);
      reviewed += 1;
    }
  };
  await Promise.all(Array.from({ length: limit }, reviewer));
  return reviewed;
}
