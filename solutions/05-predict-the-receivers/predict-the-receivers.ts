/** A reviewer orders so many more, or the feed emits so many quakes at once. */
export type Step = { ask: string; demand: number } | { emit: number };

/** The name of the reviewer for each quake, in the order in which the quakes are handed out. */
export function receivers(names: readonly string[], steps: readonly Step[]): string[] {
  // Whose number changed longest ago comes first, so that of equals the first one in the list is the right one.
  const owed = names.map((name) => ({ name, count: 0 }));
  const change = (line: (typeof owed)[number], by: number) => {
    line.count += by;
    owed.push(...owed.splice(owed.indexOf(line), 1));
  };
  // Quakes that nobody has asked for yet.
  let waiting = 0;
  const received: string[] = [];
  for (const step of steps) {
    if ("ask" in step)
      change(
        owed.find(({ name }) => name === step.ask)!,
        step.demand,
      );
    else waiting += step.emit;
    while (waiting > 0) {
      const hungriest = owed.reduce((most, line) => (line.count > most.count ? line : most));
      if (hungriest.count === 0) break;
      const piece = Math.min(waiting, hungriest.count);
      change(hungriest, -piece);
      waiting -= piece;
      received.push(...Array.from({ length: piece }, () => hungriest.name));
    }
  }
  return received;
}
