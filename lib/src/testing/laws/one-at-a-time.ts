import type { Law } from "../law.ts";

/** The turns of a stage: one after another, and none beyond its end. */
export const oneAtATime: Law = {
  name: "one-at-a-time",
  says: "A stage handles one batch at a time, and does nothing once it has ended (clauses 1 and 3, O-2).",
  begin: (ledger, tell) => {
    const handling = new Set<string>();
    let now = 0;
    return {
      entry: (entry) => {
        if (entry.at < now) tell({}, `Time went back from ${now} to ${entry.at} ms`);
        now = entry.at;
        if (entry.type === "start" || entry.type === "exit") handling.delete(entry.stage);
        if (entry.type === "handle") {
          const { stage, phase } = entry;
          if (handling.has(stage) === (phase === "begin")) {
            const what =
              phase === "begin" ? "began a second batch" : "settled a batch it had not begun";
            tell({ stage }, `"${stage}" ${what}`);
          }
          if (phase === "begin") handling.add(stage);
          else handling.delete(stage);
        }
        const actor = actorOf(entry);
        if (actor !== undefined && ledger.stages.get(actor)?.hasEnded) {
          tell(
            { stage: actor },
            `"${actor}" had ended, and there is still a step of it: ${entry.type}`,
          );
        }
      },
      rest: () => {
        for (const stage of handling) tell({ stage }, `"${stage}" has a batch that is not settled`);
      },
    };
  },
};

/** The stage whose own step an entry is. Asks can be made by anybody, and a loss is told after the end too. */
function actorOf(
  entry: Parameters<NonNullable<ReturnType<Law["begin"]>["entry"]>>[0],
): string | undefined {
  switch (entry.type) {
    case "handle":
    case "demand":
    case "buffered":
    case "unbuffered":
    case "info":
      return entry.stage;
    case "events":
    case "accept":
    case "release":
      return entry.producer;
    case "cancel":
    case "subscribe":
      return entry.consumer;
    default:
      return undefined;
  }
}
