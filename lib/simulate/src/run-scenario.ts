import type { TraceEntry } from "headgate";
import { checkTrace, type Violation } from "headgate/testing";
import { Run } from "./run.ts";
import type { Scenario } from "./scenario.ts";
import { differences, surprises } from "./surprises.ts";

/** A scenario that was run, and what came of it. */
export interface Outcome {
  readonly entries: readonly TraceEntry[];
  /** Where nothing was under way. */
  readonly restsAt: readonly number[];
  readonly violations: readonly Violation[];
}

/** So long a run may take on the host's clock before it is taken for one that never ends. */
const patienceMs = 10_000;

/**
 * Runs a scenario on virtual time and checks what happened; then once more without a trace, for which
 * the library takes shorter ways: the callbacks must be called as before.
 */
export async function runScenario(scenario: Scenario): Promise<Outcome> {
  const run = new Run(scenario, true);
  const isAtRest = await reachesRest(run);
  const { entries } = run.system.trace;
  const { restsAt } = run;
  if (!isAtRest) return { entries, restsAt, violations: [endless(run)] };
  const untraced = new Run(scenario, false);
  const violations = [...checkTrace(run.system.trace, run.facts), ...surprises(run)];
  if (await reachesRest(untraced)) violations.push(...differences(run, untraced));
  else violations.push(endless(untraced));
  return { entries, restsAt, violations };
}

function endless({ calls, system }: Run): Violation {
  const what = `The run did not come to rest: ${calls.length} calls of callbacks`;
  return { law: "comes-to-rest", what, index: system.trace.entries.length };
}

/** Plays a run to its end. Answers false for one that was given up. */
async function reachesRest(run: Run): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      run.killAll();
      resolve(false);
    }, patienceMs);
  });
  try {
    return await Promise.race([run.play().then(() => !run.isEndless), expired]);
  } finally {
    clearTimeout(timer);
  }
}
