// Misconception: what is sent in one message is handled in one call.
// Caught by: a message is cut by size
// Says: cut at maxDemand - minDemand

export type Step = { asks: number } | { handles: number };

export function trace(
  { maxDemand, minDemand }: { maxDemand: number; minDemand: number },
  messages: readonly number[],
): Step[] {
  const steps: Step[] = [{ asks: maxDemand }];
  let onOrder = maxDemand;
  for (const message of messages) {
    steps.push({ handles: message });
    onOrder -= message;
    if (onOrder > minDemand) continue;
    steps.push({ asks: maxDemand - onOrder });
    onOrder = maxDemand;
  }
  return steps;
}
