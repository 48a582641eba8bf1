// Misconception: of several that are owed the same, the one that subscribed first always comes first.
// Caught by: of equals, the one who has waited longest
// Says: wherever it stands in `names`

type Step = { ask: string; demand: number } | { emit: number };

export function receivers(names: readonly string[], steps: readonly Step[]): string[] {
  const owed = names.map((name) => ({ name, count: 0 }));
  const received: string[] = [];
  let waiting = 0;
  for (const step of steps) {
    if ("ask" in step) owed.find(({ name }) => name === step.ask)!.count += step.demand;
    else waiting += step.emit;
    while (waiting > 0) {
      const most = owed.reduce((best, line) => (line.count > best.count ? line : best));
      if (most.count === 0) break;
      const piece = Math.min(waiting, most.count);
      most.count -= piece;
      waiting -= piece;
      received.push(...Array<string>(piece).fill(most.name));
    }
  }
  return received;
}
