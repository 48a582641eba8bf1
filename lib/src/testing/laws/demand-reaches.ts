import type { Law } from "../law.ts";

/** Demand that is neither met nor told is forgotten: the pipeline stands still. */
export const demandReaches: Law = {
  name: "demand-reaches",
  says: "What consumers ask for and find nowhere is told to the producer (clauses 16 and 20, R-1, R-2, PT-10).",
  begin: (ledger, tell) => ({
    rest: () => {
      if (!ledger.hasDetails) return;
      for (const stage of ledger.stages.values()) {
        const { name, kind, hasEnded, mode, room = 0, told, emitted, hasSurplus } = stage;
        if (kind !== "producer" || hasEnded || mode !== "forward") continue;
        // What was emitted unasked may have met demand that was held back, and not told yet.
        if (stage.hasHeld && hasSurplus) continue;
        // A producer that gives what it is asked for owes the rest. Of one that gives more, what went
        // into the buffer or to no partition has met no demand that it was told of.
        const met = hasSurplus ? emitted - stage.unplaced - stage.refused : emitted;
        if (room <= told - met) continue;
        tell(
          { stage: name },
          `"${name}" is asked for ${room} more events, but was told of ${told} and has emitted ${met} for them`,
        );
      }
    },
  }),
};
