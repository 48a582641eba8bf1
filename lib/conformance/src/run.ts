import { differences } from "./compare.ts";
import { runDispatcherVector } from "./run-dispatcher-vector.ts";
import { runStageVector } from "./run-stage-vector.ts";
import type { Vector } from "./vector.ts";

/** Runs one vector on headgate. Answers where it did otherwise than GenStage; nothing: it passed. */
export async function runVector(vector: Vector): Promise<string[]> {
  if (vector.dispatcher !== undefined) return differences(vector, runDispatcherVector(vector));
  return differences(vector, await runStageVector(vector));
}
