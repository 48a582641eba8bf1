/** One thing that happens at a desk: it asks for so many, or `handleEvents` is called with so many. */
export type Step = { asks: number } | { handles: number };

/** All that happens at a desk with these limits when messages of these sizes arrive, in order. */
export function trace(
  { maxDemand, minDemand }: { maxDemand: number; minDemand: number },
  messages: readonly number[],
): Step[] {
  const steps: Step[] = [{ asks: maxDemand }];
  let onOrder = maxDemand;
  for (const message of messages) {
    let left = message;
    while (left > 0) {
      // Size alone decides where a message is cut; the line decides about the ask alone, and only behind a piece.
      const handles = Math.min(left, maxDemand - minDemand);
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
