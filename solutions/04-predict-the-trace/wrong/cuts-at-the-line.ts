// Misconception: a message is split where the line is crossed, as the documentation has it.
// Caught by: an ask is for what is missing
// Says: not where the line is crossed

export type Step = { asks: number } | { handles: number };

export function trace(
  { maxDemand, minDemand }: { maxDemand: number; minDemand: number },
  messages: readonly number[],
): Step[] {
  const steps: Step[] = [{ asks: maxDemand }];
  let onOrder = maxDemand;
  for (const message of messages) {
    for (let left = message; left > 0;) {
      const handles = Math.min(left, onOrder - minDemand);
      steps.push({ handles });
      left -= handles;
      onOrder -= handles;
      if (onOrder > minDemand) continue;
      steps.push({ asks: maxDemand - onOrder });
      onOrder = maxDemand;
    }
  }
  return steps;
}
