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
  // TODO: this is right for some rows. What reaches `enrich` depends on who stands above it.
  return row.includes("enrich") ? events - blasts : 0;
}

/** The stages of the desk's line, from the feed to the desk. */
export const line: readonly Piece[] = [
  // TODO: the right ones, in the right order.
  "enrich",
  "pass-on",
  "explode",
  "read",
  "sort",
  "drop-blasts",
  "read-strictly",
  "split",
];
