import type { Law } from "../law.ts";

/** A producer's dispatcher keeps the count; consumers would handle the excess all the same. */
export const withinDemand: Law = {
  name: "within-demand",
  says: "Nobody is delivered more than was asked (clause 9, S-12).",
  begin: (ledger, tell) => ({
    entry: (entry) => {
      if (entry.type !== "events") return;
      const { asked, sent } = ledger.subscription(entry);
      if (sent <= asked) return;
      const { producer, consumer, subscription } = entry;
      tell(
        { stage: producer, subscription },
        `"${producer}" has sent "${consumer}" ${sent} events and was asked for ${asked}`,
      );
    },
  }),
};
