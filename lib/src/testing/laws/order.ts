import { quoted } from "../../errors.ts";
import type { Law } from "../law.ts";

/** Events leave a stage in the order emitted (per partition, where it has some) and are handled in the order sent. */
export const order: Law = {
  name: "order",
  says: "Nothing overtakes an older event of the same subscription or partition (clauses 2, 20 and 24).",
  begin: (ledger, tell) => ({
    entry: (entry) => {
      const { slip, batch } = ledger.finding;
      if (entry.type === "events" && slip !== undefined && !slip.isUnknown) {
        const { producer: stage, subscription } = entry;
        const what = `"${stage}" sent ${quoted(slip.event)} before the older ${quoted(slip.before)}`;
        tell({ stage, subscription }, what);
      }
      if (entry.type === "replay" && slip !== undefined) {
        const { stage } = entry;
        tell(
          { stage },
          `"${stage}" played back ${quoted(slip.event)}, which was not the next that it held`,
        );
      }
      if (entry.type === "handle" && batch?.wrong?.isKnown) {
        const { stage, subscription } = entry;
        tell(
          { stage, ...(subscription !== undefined && { subscription }) },
          `"${stage}" handled ${quoted(batch.wrong.event)}, which was not the next that it was sent`,
        );
      }
    },
  }),
};
