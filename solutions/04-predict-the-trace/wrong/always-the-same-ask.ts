// Misconception: a consumer always asks for maxDemand less minDemand.
// Caught by: an ask is for what is missing
// Says: would not fill it up

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
      steps.push({ asks: maxDemand - minDemand });
      onOrder += maxDemand - minDemand;
    }
  }
  return steps;
}
