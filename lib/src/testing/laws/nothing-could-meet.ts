import { quoted } from "../../errors.ts";
import type { Law, Tell } from "../law.ts";
import type { StageAccount } from "../stage-account.ts";

/** What waits at rest has a reason: nobody asks for it, or what is asked for cannot be given. */
export const nothingCouldMeet: Law = {
  name: "nothing-could-meet",
  says: "A system at rest never holds both demand and events that could meet (clauses 17, 20 and 24, D-8, B-8, PT-3).",
  begin: (ledger, tell) => ({
    rest: () => {
      if (!ledger.hasDetails) return;
      for (const stage of ledger.stages.values()) {
        // what is held back waits for the mode to change.
        if (!stage.hasEnded && stage.mode === "forward") judge(stage, tell);
      }
    },
  }),
};

function judge(stage: StageAccount, tell: Tell): void {
  const { name, buffered, room = 0 } = stage;
  const [held] = stage.custody.held;
  if (held !== undefined) tell({ stage: name }, `"${name}" still holds ${quoted(held.event)} back`);
  if (room > 0 && buffered > 0) {
    const what = `"${name}" is asked for ${room} more events, and has ${buffered} in its buffer`;
    tell({ stage: name }, what);
  } else if (room > 0 && stage.kind === "producer-consumer" && stage.unhandled > 0) {
    const what = `"${name}" is asked for ${room} more events, and has not handled ${stage.unhandled} that it was sent`;
    tell({ stage: name }, what);
  }
  const { partitionOf } = stage.facts;
  if (partitionOf === undefined) return;
  const queued = stage.custody.left.slice(0, stage.queued);
  for (const { id, demand, facts } of stage.open) {
    const next = queued.find(({ event }) => partitionOf(event) === facts.partition);
    if (demand <= 0 || next === undefined) continue;
    const what = `"${name}" keeps ${quoted(next.event)} for a partition whose consumer asks for ${demand}`;
    tell({ stage: name, subscription: id }, what);
  }
}
