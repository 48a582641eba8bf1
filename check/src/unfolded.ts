import { TooLarge } from "./encode.ts";
import { wireLimits } from "./wire.ts";

/**
 * Refuses a value that is small as a table and endless to walk: ten arrays of a hundred references to the next one are
 * a thousand entries and 10²⁰ paths. `children` says for each row which rows it names. Throws `TooLarge`.
 */
export function requireWalkable(root: number, children: (row: number) => readonly number[]): void {
  const sizes = new Map<number, number>();
  const path = [{ row: root, names: children(root), next: 0, size: 1 }];
  const open = new Set([root]);
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const child = top.names[top.next++];
    if (child === undefined) {
      path.pop();
      open.delete(top.row);
      sizes.set(top.row, top.size);
      const above = path.at(-1);
      if (above) above.size += top.size;
      else return;
    } else if (open.has(child) || sizes.has(child)) {
      // A cycle is walked once; what was counted before is counted again.
      top.size += sizes.get(child) ?? 1;
    } else {
      if (path.length > 2 * wireLimits.depth) {
        throw new TooLarge(`it is nested more than ${wireLimits.depth} levels deep`);
      }
      open.add(child);
      path.push({ row: child, names: children(child), next: 0, size: 1 });
    }
    if ((path.at(-1)?.size ?? 0) > wireLimits.unfolded) {
      throw new TooLarge(
        `it shares values so often that it unfolds to more than ${wireLimits.unfolded}`,
      );
    }
  }
}
