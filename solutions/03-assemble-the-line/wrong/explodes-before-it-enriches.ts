// Misconception: what is done with each notice may be done behind the explosion.
// Caught by: one look-up for a quake, none for a blast
// Says: before you enrich

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

export const line: readonly Piece[] = ["split", "read", "drop-blasts", "explode", "enrich"];
