import type { TraceEntry } from "headgate";
import { unasked, withEntries, without } from "../doctored.fixture.ts";
import { checkFigure } from "../figure-checks.fixture.ts";
import { costOf, threeDispatchers } from "./figure.ts";

const isHandledBy = (entry: TraceEntry, stage: string): boolean =>
  entry.type === "handle" && entry.stage === stage;

checkFigure(threeDispatchers, {
  mostEntries: 400,
  // By demand: soonest, no desk waits, out of order. The others: late, the fast desks wait, in order.
  isSurprising: (panels) => {
    const [demand, broadcast, partition] = panels.map(costOf);
    const isSoonest = [broadcast, partition].every((one) => one!.doneAt > demand!.doneAt * 1.4);
    const isIdle = [broadcast, partition].every((one) => one!.fastBusy <= 60);
    const isOrdered = broadcast!.overtaken + partition!.overtaken === 0 && demand!.overtaken > 0;
    return isSoonest && isIdle && isOrdered && demand!.fastBusy >= 95;
  },
  facts: ({ label }) => {
    const dispatchers = { "By demand": "demand", Broadcast: "broadcast" } as const;
    const dispatcher = dispatchers[label as keyof typeof dispatchers] ?? "partition";
    return { stages: { feed: { dispatcher } } };
  },
  doctored: {
    "delivered ≤ asked": unasked,
    "by demand and by partition: every quake is handled once": (panels) =>
      without(panels, (entry) => isHandledBy(entry, "fast A"), "By partition"),
    "broadcast: every desk handles every quake, in one order": (panels) =>
      without(panels, (entry) => isHandledBy(entry, "fast A") && entry.at > 100, "Broadcast"),
    "broadcast and by partition: no quake is overtaken": (panels) =>
      // As if they had been dealt out by demand.
      withEntries(panels, () => panels[0]!.trace.entries, "By partition"),
    "broadcast: no desk is further ahead than maxDemand": (panels) =>
      without(panels, (entry) => isHandledBy(entry, "slow"), "Broadcast"),
  },
});
