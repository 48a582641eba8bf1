// Misconception: as long as all the stages are there, their order does not matter.
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
  if (!row.includes("enrich")) return 0;
  const quakes = row.includes("drop-blasts") ? events - blasts : events;
  return row.includes("explode") ? 3 * quakes : quakes;
}

export const line: readonly Piece[] = ["split", "read", "drop-blasts", "enrich", "explode"];
