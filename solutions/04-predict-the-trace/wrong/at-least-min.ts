// Misconception: a batch has minDemand events at least; fewer wait for more.
// Caught by: a message is cut by size
// Says: nothing waits for minDemand

export type Step = { asks: number } | { handles: number };

export function trace(
  { maxDemand, minDemand }: { maxDemand: number; minDemand: number },
  messages: readonly number[],
): Step[] {
  const steps: Step[] = [{ asks: maxDemand }];
  let onOrder = maxDemand;
  let waiting = 0;
  for (const message of messages) {
    waiting += message;
    if (waiting < minDemand) continue;
    steps.push({ handles: waiting });
    onOrder -= waiting;
    waiting = 0;
    if (onOrder > minDemand) continue;
    steps.push({ asks: maxDemand - onOrder });
    onOrder = maxDemand;
  }
  return steps;
}
