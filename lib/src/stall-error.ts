import { StageError } from "./errors.ts";
import type { Stage } from "./stage.ts";

/**
 * The sentence for a wait that nothing can end any more: who owes how much to whom, or which handlers
 * are `busy` with what a virtual clock cannot know, so that it stands still.
 */
export function stallError(stages: Iterable<Stage>, busy: readonly object[] = []): StageError {
  if (busy.length > 0) {
    const names = busy
      .map((worker) => ("name" in worker ? `"${worker.name}"` : "a child"))
      .join(", ");
    return new StageError(
      "stalled",
      `Virtual time stands still, for ${names} is at work, and not on anything that the clock knows of. If it waits for a stage: in a handler do so by \`stage.call(…)\`, not by \`system.call(…)\``,
    );
  }
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
