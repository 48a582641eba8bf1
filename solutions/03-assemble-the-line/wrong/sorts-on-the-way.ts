// Misconception: a stage may wait until it has everything.
// Caught by: three notices of each earthquake
// Says: wait for the last

export type Piece =
  | "enrich"
  | "pass-on"
  | "explode"
  | "read"
  | "sort"
  | "drop-blasts"
  | "read-strictly"
  | "split";

export function lookUps(row: readonly Piece[], events: number, blasts: number): number {
  let quakes = events - blasts;
  let others = blasts;
  for (const piece of row) {
    if (piece === "drop-blasts") others = 0;
    if (piece === "explode") {
      quakes *= 3;
      others *= 3;
    }
    if (piece === "enrich") return quakes + others;
  }
  return 0;
}

export const line: readonly Piece[] = ["split", "read", "drop-blasts", "sort", "enrich", "explode"];
