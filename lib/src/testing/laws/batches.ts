import type { Law } from "../law.ts";

/** How large the batches are that `handleEvents` is called with: RULES.md, 2.3. */
export const batches: Law = {
  name: "batches",
  says: "A delivery is cut into batches of max - min, and one of a manual subscription is not cut (clauses 13 and 15, S-10, S-16).",
  begin: (ledger, tell) => ({
    entry: (entry) => {
      if (entry.type !== "handle" || entry.phase === "end") return;
      const { stage, subscription = 0, events } = entry;
      const { batch } = ledger.finding;
      const account = ledger.subscriptions.get(subscription);
      if (account === undefined || batch === undefined || batch.wrong !== undefined) return;
      // P-6: what a producer-consumer was sent before the end of a subscription is not cut.
      const isCut = account.mode === "automatic" && account.end === undefined;
      const most = isCut ? account.maxDemand - account.minDemand : Infinity;
      const size = Math.min(most, batch.messageSize - batch.before);
      if (events.length === size) return;
      const what = `"${stage}" was given a batch of ${events.length} events, and should have been given ${size}`;
      tell({ stage, subscription }, what);
    },
  }),
};
