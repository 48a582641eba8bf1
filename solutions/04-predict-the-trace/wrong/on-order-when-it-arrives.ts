// Misconception: what was asked for is on order when it arrives, not when it is asked for.
// Caught by: it asks when a batch is done
// Says: ten are on order again

export type Step = { asks: number } | { handles: number };

export function trace(
  { maxDemand, minDemand }: { maxDemand: number; minDemand: number },
  messages: readonly number[],
): Step[] {
  const steps: Step[] = [{ asks: maxDemand }];
  let onOrder = maxDemand;
  for (const message of messages) {
    for (let left = message; left > 0; left -= maxDemand - minDemand) {
      const handles = Math.min(left, maxDemand - minDemand);
      steps.push({ handles });
      onOrder -= handles;
      if (onOrder > minDemand) continue;
      steps.push({ asks: maxDemand - onOrder });
    }
  }
  return steps;
}
