// Misconception: a consumer asks again as soon as it receives.
// Caught by: it asks when a batch is done
// Says: You ask when the message arrives

export type Step = { asks: number } | { handles: number };

export function trace(
  { maxDemand, minDemand }: { maxDemand: number; minDemand: number },
  messages: readonly number[],
): Step[] {
  const steps: Step[] = [{ asks: maxDemand }];
  let onOrder = maxDemand;
  for (const message of messages) {
    onOrder -= message;
    if (onOrder <= minDemand) {
      steps.push({ asks: maxDemand - onOrder });
      onOrder = maxDemand;
    }
    for (let left = message; left > 0; left -= maxDemand - minDemand) {
      steps.push({ handles: Math.min(left, maxDemand - minDemand) });
    }
  }
  return steps;
}
