import type { Law } from "../law.ts";
import type { StageAccount } from "../stage-account.ts";

/** A producer-consumer asks ahead, and waits with what it was sent until somebody asks for its own events. */
export const askedFirst: Law = {
  name: "asked-first",
  says: "A producer-consumer begins with a message only while it is asked for events (clause 17, P-2).",
  begin: (ledger, tell) => ({
    entry: (entry) => {
      if (entry.type !== "handle" || entry.phase === "end" || !ledger.hasDetails) return;
      const stage = ledger.stage(entry.stage);
      const isBegun = ledger.finding.batch?.before !== 0;
      // P-4, P-7: demand that a consumer left behind counts too, and that which the buffer met.
      const isAsked = unmet(stage) > 0;
      if (stage.kind !== "producer-consumer" || isBegun || isAsked) return;
      tell(
        { stage: stage.name },
        `"${stage.name}" began with a message while nobody asked it for any`,
      );
    },
  }),
};

/** The most that can have been asked for and not been met. */
function unmet({ consumers, facts }: StageAccount): number {
  const sent = consumers.map((one) => one.sent);
  const isForOne = facts.dispatcher === "demand" || facts.dispatcher === "partition";
  const met = isForOne ? sumOf(sent) : Math.max(0, ...sent);
  return sumOf(consumers.map((one) => one.asked)) - met;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
