// Misconception: orders are filled in the order in which they were placed.
// Caught by: a page goes to whoever is owed most
// Says: it does not matter who asked first

type Step = { ask: string; demand: number } | { emit: number };

export function receivers(_names: readonly string[], steps: readonly Step[]): string[] {
  const orders: string[] = [];
  const received: string[] = [];
  let waiting = 0;
  for (const step of steps) {
    if ("ask" in step) orders.push(...Array<string>(step.demand).fill(step.ask));
    else waiting += step.emit;
    const filled = orders.splice(0, waiting);
    waiting -= filled.length;
    received.push(...filled);
  }
  return received;
}
