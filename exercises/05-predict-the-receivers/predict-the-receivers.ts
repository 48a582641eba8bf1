/** A reviewer orders so many more, or the feed emits so many quakes at once. */
export type Step = { ask: string; demand: number } | { emit: number };

/** The name of the reviewer for each quake, in the order in which the quakes are handed out. */
export function receivers(names: readonly string[], steps: readonly Step[]): string[] {
  // How many each is owed.
  const owed = names.map((name) => ({ name, count: 0 }));
  // Quakes that have not been handed out yet.
  let waiting = 0;
  const received: string[] = [];
  for (const step of steps) {
    if ("ask" in step) owed.find(({ name }) => name === step.ask)!.count += step.demand;
    else waiting += step.emit;
    // TODO: hand out as many of the `waiting` as you can. To whom first? And which of two who are owed the same?
  }
  return received;
}
