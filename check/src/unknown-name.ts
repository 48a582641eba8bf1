/** The names nearest to what somebody typed, nearest first, at most three. */
export function closest(typed: string, names: readonly string[]): string[] {
  const wanted = typed.toLowerCase();
  return names
    .map((name) => ({
      name,
      distance: distance(wanted, name.toLowerCase()),
      holds: holds(wanted, name),
    }))
    .filter((it) => it.holds || it.distance <= Math.max(2, Math.floor(it.name.length / 3)))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

function holds(wanted: string, name: string): boolean {
  return (
    wanted.length >= 3 &&
    (name.toLowerCase().includes(wanted) || wanted.includes(name.toLowerCase()))
  );
}

/** One sentence for a name that nothing has. */
export function unknownName(what: string, typed: string, names: readonly string[]): string {
  const near = closest(typed, names);
  const shown = JSON.stringify(typed.length > 60 ? `${typed.slice(0, 60)}…` : typed);
  if (near.length === 0) return `There is no ${what} ${shown}; there are ${names.join(", ")}.`;
  return `There is no ${what} ${shown}; did you mean ${near.join(" or ")}?`;
}

/** Letters to change, put in or take out (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of Array.from(one.slice(0, 60)).entries()) {
    const next = [line + 1];
    for (let column = 1; column <= other.length; column++) {
      const swap = row[column - 1]! + (letter === other[column - 1] ? 0 : 1);
      next.push(Math.min(swap, row[column]! + 1, next[column - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
