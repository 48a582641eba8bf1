import { TooLarge } from "./encode.ts";
import { wireLimits } from "./wire.ts";

/** What one row holds: how many values, and which of them are rows themselves. */
export interface RowContent {
  readonly size: number;
  readonly rows: readonly number[];
}

/**
 * Refuses a value that is small as a table and endless to walk: ten arrays of a hundred references to the next one are
 * a thousand entries and 10²⁰ paths, and a dozen objects that all name each other have a path for every order of them.
 * So it is walked, as a comparison would, until it is too long. Throws `TooLarge`.
 */
export function requireWalkable(root: number, contentOf: (row: number) => RowContent): void {
  const known = new Map<number, RowContent>();
  const content = (row: number): RowContent => {
    const found = known.get(row) ?? contentOf(row);
    known.set(row, found);
    return found;
  };
  const path = [{ row: root, rows: content(root).rows, next: 0 }];
  const open = new Set([root]);
  let walked = content(root).size;
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const child = top.rows[top.next++];
    if (child === undefined) {
      path.pop();
      open.delete(top.row);
      continue;
    }
    // A cycle is not walked a second time.
    if (open.has(child)) continue;
    if (path.length > 2 * wireLimits.depth) {
      throw new TooLarge(`it is nested more than ${wireLimits.depth} levels deep`);
    }
    const { rows, size } = content(child);
    walked += size;
    if (walked > wireLimits.unfolded) {
      throw new TooLarge(
        `it shares values so often that it unfolds to more than ${wireLimits.unfolded}`,
      );
    }
    open.add(child);
    path.push({ row: child, rows, next: 0 });
  }
}
