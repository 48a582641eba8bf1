import type { Law } from "../law.ts";

/** A consumer supervisor asks for as many as have finished, so that never more run than it may. */
export const supervisorAsks: Law = {
  name: "supervisor-asks",
  says: "A consumer supervisor asks for max, and again once min or more of its children have finished; never more than max are under way (C-1, C-3).",
  begin: (ledger, tell) => {
    const begun = new Set<number>();
    return {
      entry: (entry) => {
        if (entry.type !== "ask") return;
        const account = ledger.subscription(entry);
        const { consumer, maxDemand, minDemand, demand, facts } = account;
        if (consumer.kind !== "consumer-supervisor" || facts.isAskedByHand !== false) return;
        const place = { stage: consumer.name, subscription: account.id };
        const isFirst = !begun.has(account.id);
        begun.add(account.id);
        const least = isFirst ? maxDemand : Math.max(1, minDemand);
        if (entry.demand < least) {
          const what = `"${consumer.name}" asked for ${entry.demand}, and should have asked for ${least} or more`;
          tell(place, what);
        }
        if (demand > maxDemand) {
          tell(
            place,
            `"${consumer.name}" is owed ${demand} events, and may have ${maxDemand} children`,
          );
        }
      },
    };
  },
};
