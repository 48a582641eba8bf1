import { StageError } from "./errors.ts";
import type { Stage } from "./stage.ts";

/** The sentence for a wait that nothing can end any more: who owes how much to whom. */
export function stallError(stages: Iterable<Stage>): StageError {
  const debts: string[] = [];
  for (const stage of stages) {
    for (const { producer, demand } of stage.consuming?.producers ?? []) {
      if (demand > 0) debts.push(`"${producer.name}" owes "${stage.name}" ${demand}`);
    }
  }
  const who = debts.length > 0 ? `: ${debts.join(", ")}` : "";
  return new StageError(
    "stalled",
    `Nothing is left to run and no timer is due, but somebody still waits for the stages${who}`,
  );
}
