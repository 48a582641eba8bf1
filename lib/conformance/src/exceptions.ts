import { readFileSync } from "node:fs";
import type { DispatcherOutcome, StageOutcome, Vector } from "./vector.ts";

/** A vector whose recording shows a bug of GenStage, and what is right instead. */
export interface Exception {
  /** The rule that marks the bug. */
  readonly rule: string;
  /** What GenStage did wrong in this vector. */
  readonly why: string;
  readonly expect: StageOutcome | DispatcherOutcome;
}

/** The exceptions of `exceptions.json`, by the vectors' names. */
export function readExceptions(): ReadonlyMap<string, Exception> {
  const file = new URL("../exceptions.json", import.meta.url);
  const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, Exception>;
  return new Map(Object.entries(all));
}

/** The vector with what is right in place of what was recorded. */
export function corrected(vector: Vector, exception: Exception | undefined): Vector {
  return exception === undefined ? vector : { ...vector, expect: exception.expect };
}
