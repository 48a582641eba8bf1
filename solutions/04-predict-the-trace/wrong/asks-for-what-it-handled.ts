// Misconception: a desk orders as many as it has just handled.
// Caught by: above the line it is silent, at the line it asks
// Says: all that is missing

type Step = { asks: number } | { handles: number };

export function trace(
  { maxDemand, minDemand }: { maxDemand: number; minDemand: number },
  messages: readonly number[],
): Step[] {
  const steps: Step[] = [{ asks: maxDemand }];
  let onOrder = maxDemand;
  for (const message of messages) {
    let left = message;
    while (left > 0) {
      const handles = Math.min(left, maxDemand - minDemand);
      steps.push({ handles });
      left -= handles;
      onOrder -= handles;
      if (onOrder > minDemand) continue;
      steps.push({ asks: handles });
      onOrder += handles;
    }
  }
  return steps;
}
