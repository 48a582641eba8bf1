/** What lies on the heap. */
export type Piece =
  | "enrich"
  | "pass-on"
  | "explode"
  | "read"
  | "sort"
  | "drop-blasts"
  | "read-strictly"
  | "split";

/** How often `enrich` looks something up, if the pieces stand in this row. */
export function lookUps(row: readonly Piece[], events: number, blasts: number): number {
  let quakes = events - blasts;
  let others = blasts;
  for (const piece of row) {
    if (piece === "drop-blasts") others = 0;
    if (piece === "explode") {
      quakes *= 3;
      others *= 3;
    }
    // Only what stands above has had a say in how many come to this place.
    if (piece === "enrich") return quakes + others;
  }
  return 0;
}

/** The stages of the desk's line, from the feed to the desk. */
// Each takes what the one above gives. Where two would fit, the one that makes fewer stands above, the one that makes more
// below: so a blast is dropped before it is looked up, and a quake is looked up before there are three of it.
export const line: readonly Piece[] = ["split", "read", "drop-blasts", "enrich", "explode"];
