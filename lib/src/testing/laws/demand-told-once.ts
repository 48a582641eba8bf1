import type { Law } from "../law.ts";

/** Demand that is told twice makes a producer emit what nobody asked for. */
export const demandToldOnce: Law = {
  name: "demand-told-once",
  says: "Demand that was told is never told again, that of consumers who left included (clause 16, D-4, B-6, PT-8).",
  begin: (ledger, tell) => ({
    rest: () => {
      if (!ledger.hasDetails) return;
      for (const stage of ledger.stages.values()) {
        const { name, kind, hasEnded, custody, told, emitted, mostDemand } = stage;
        if (kind !== "producer" || hasEnded || !custody.isExact) continue;
        const owed = told - emitted;
        if (owed <= mostDemand) continue;
        const what = `"${name}" was told of ${told} and owes ${owed}, but was never asked for more than ${mostDemand} at once`;
        tell({ stage: name }, what);
      }
    },
  }),
};
