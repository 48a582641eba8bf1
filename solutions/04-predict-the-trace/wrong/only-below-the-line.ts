// Misconception: a consumer asks when it has less than minDemand, so that it always has that much.
// Caught by: above the line it is silent, at the line it asks
// Says: exactly minDemand

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
      if (onOrder > 0 && onOrder >= minDemand) continue;
      steps.push({ asks: maxDemand - onOrder });
      onOrder = maxDemand;
    }
  }
  return steps;
}
