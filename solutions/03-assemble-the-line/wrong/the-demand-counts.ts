// Misconception: only what the desk asks for passes through the line.
// Caught by: the look-ups of any row
// Says: above it

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
  return row.includes("enrich") ? events - blasts : 0;
}

export const line: readonly Piece[] = ["split", "read", "drop-blasts", "enrich", "explode"];
