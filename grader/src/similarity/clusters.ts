/** Links between two students. */
export interface Link {
  readonly left: string;
  readonly right: string;
}

/** Groups of students that links hold together (single link), the largest first, each in the order of the alphabet. */
export function clustersOf(links: readonly Link[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const { left, right } of links) {
    const [one, other] = [groups.get(left) ?? [left], groups.get(right) ?? [right]];
    if (one === other) continue;
    const merged = [...one, ...other];
    for (const student of merged) groups.set(student, merged);
  }
  return [...new Set(groups.values())]
    .map((group) => [...group].sort())
    .sort((one, other) => other.length - one.length || (one[0]! < other[0]! ? -1 : 1));
}

/**
 * As many links as it takes to hold every group together, the first ones first: what to show of a group in which
 * everybody is like everybody.
 */
export function spanningLinks<L extends Link>(links: readonly L[]): L[] {
  const kept: L[] = [];
  const groupOf = new Map<string, string>();
  const rootOf = (student: string): string => {
    let root = student;
    while (groupOf.has(root)) root = groupOf.get(root)!;
    return root;
  };
  for (const link of links) {
    const [one, other] = [rootOf(link.left), rootOf(link.right)];
    if (one === other) continue;
    groupOf.set(one, other);
    kept.push(link);
  }
  return kept;
}
