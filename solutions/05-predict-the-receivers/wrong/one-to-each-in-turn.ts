// Misconception: events go round-robin: one to each in turn, as long as they have asked.
// Caught by: a page goes to whoever is owed most
// Says: Nobody has a turn

type Step = { ask: string; demand: number } | { emit: number };

export function receivers(names: readonly string[], steps: readonly Step[]): string[] {
  const turns = names.map((name) => ({ name, count: 0 }));
  const received: string[] = [];
  let waiting = 0;
  for (const step of steps) {
    if ("ask" in step) turns.find(({ name }) => name === step.ask)!.count += step.demand;
    else waiting += step.emit;
    while (waiting > 0 && turns.some(({ count }) => count > 0)) {
      const turn = turns.shift()!;
      turns.push(turn);
      if (turn.count === 0) continue;
      turn.count -= 1;
      waiting -= 1;
      received.push(turn.name);
    }
  }
  return received;
}
