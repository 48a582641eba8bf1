import type { SystemOptions } from "headgate";
import { differences } from "./compare.ts";
import { runDispatcherVector } from "./run-dispatcher-vector.ts";
import { runStageVector } from "./run-stage-vector.ts";
import type { DispatcherOutcome, StageOutcome, Vector } from "./vector.ts";

/** How long one vector may take; none of them waits for a clock. */
const limitMs = 10_000;

/** How turns are given: by default first come, first served, with every message in a mailbox. */
export type Schedule = Pick<SystemOptions, "seed" | "delivery">;

/** What headgate does in a vector. */
export async function outcomeOf(
  vector: Vector,
  schedule: Schedule = {},
): Promise<StageOutcome | DispatcherOutcome> {
  if (vector.dispatcher !== undefined) return runDispatcherVector(vector);
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it did not come to rest in ${limitMs} ms`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([runStageVector(vector, schedule), expired]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs one vector on headgate. Answers where it did otherwise than expected; nothing: it passed. */
export async function runVector(vector: Vector, schedule: Schedule = {}): Promise<string[]> {
  try {
    return differences(vector, await outcomeOf(vector, schedule));
  } catch (error) {
    return [`it could not be run: ${(error as Error).message}`];
  }
}
