// Misconception: what nobody asks for is lost.
// Caught by: what nobody has asked for waits
// Says: They are not lost

type Step = { ask: string; demand: number } | { emit: number };

export function receivers(names: readonly string[], steps: readonly Step[]): string[] {
  const owed = names.map((name) => ({ name, count: 0 }));
  const received: string[] = [];
  const change = (line: (typeof owed)[number], by: number) => {
    line.count += by;
    owed.push(...owed.splice(owed.indexOf(line), 1));
  };
  for (const step of steps) {
    if ("ask" in step) {
      change(
        owed.find(({ name }) => name === step.ask)!,
        step.demand,
      );
      continue;
    }
    let left = step.emit;
    while (left > 0) {
      const most = owed.reduce((best, line) => (line.count > best.count ? line : best));
      if (most.count === 0) break;
      const piece = Math.min(left, most.count);
      change(most, -piece);
      left -= piece;
      received.push(...Array<string>(piece).fill(most.name));
    }
  }
  return received;
}
