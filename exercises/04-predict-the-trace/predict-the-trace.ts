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
    // TODO: how is a message cut? After which of the pieces does the desk ask, and for how many? Take this line out with it:
    void minDemand;
    steps.push({ handles: message });
    onOrder -= message;
  }
  return steps;
}
