import { describeReason } from "../../errors.ts";
import type { Law } from "../law.ts";

/** A producer-consumer that ends with its producer has handled what came before the end. */
export const cancelBehindEvents: Law = {
  name: "cancel-behind-events",
  says: "The end of a subscription waits behind the events that came before it (S-21, P-6).",
  begin: (ledger, tell) => ({
    entry: (entry) => {
      if (!ledger.hasDetails || entry.type !== "exit" || !(entry.reason instanceof Error)) return;
      const { stage: name, reason } = entry;
      const stage = ledger.stage(name);
      const ended = stage.producers.filter(({ end }) => end?.reason === reason);
      if (stage.kind !== "producer-consumer" || ended.length === 0) return;
      if (ended.some(({ leftAtExit }) => leftAtExit === 0)) return;
      tell(
        { stage: name },
        `"${name}" ended by ${describeReason(reason)} before it had handled what it was sent earlier`,
      );
    },
  }),
};
