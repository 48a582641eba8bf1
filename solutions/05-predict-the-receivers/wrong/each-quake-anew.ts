// Misconception: the hungriest is looked for again for each event, also within one emit.
// Caught by: in one piece, then the next
// Says: in one piece

type Step = { ask: string; demand: number } | { emit: number };

export function receivers(names: readonly string[], steps: readonly Step[]): string[] {
  const owed = names.map((name) => ({ name, count: 0 }));
  const received: string[] = [];
  let waiting = 0;
  const change = (line: (typeof owed)[number], by: number) => {
    line.count += by;
    owed.push(...owed.splice(owed.indexOf(line), 1));
  };
  for (const step of steps) {
    if ("ask" in step)
      change(
        owed.find(({ name }) => name === step.ask)!,
        step.demand,
      );
    else waiting += step.emit;
    while (waiting > 0) {
      const most = owed.reduce((best, line) => (line.count > best.count ? line : best));
      if (most.count === 0) break;
      change(most, -1);
      waiting -= 1;
      received.push(most.name);
    }
  }
  return received;
}
