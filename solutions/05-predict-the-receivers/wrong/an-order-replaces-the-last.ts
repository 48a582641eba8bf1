// Misconception: a new order replaces the one before it.
// Caught by: a page goes to whoever is owed most
// Says: adds up

type Step = { ask: string; demand: number } | { emit: number };

export function receivers(names: readonly string[], steps: readonly Step[]): string[] {
  const owed = names.map((name) => ({ name, count: 0 }));
  const received: string[] = [];
  let waiting = 0;
  const set = (line: (typeof owed)[number], count: number) => {
    line.count = count;
    owed.push(...owed.splice(owed.indexOf(line), 1));
  };
  for (const step of steps) {
    if ("ask" in step)
      set(
        owed.find(({ name }) => name === step.ask)!,
        step.demand,
      );
    else waiting += step.emit;
    while (waiting > 0) {
      const most = owed.reduce((best, line) => (line.count > best.count ? line : best));
      if (most.count === 0) break;
      const piece = Math.min(waiting, most.count);
      set(most, most.count - piece);
      waiting -= piece;
      received.push(...Array<string>(piece).fill(most.name));
    }
  }
  return received;
}
