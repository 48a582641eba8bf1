// Misconception: one flag is enough: somebody waits, or nobody does.
// Caught by: what is owed is handed out when it arrives
// Says: nobody asks twice

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const feed = producer<Quake>(() => {
  const waiting: Quake[] = [];
  let isOwed = false;
  const handOver = (): Quake[] => {
    if (!isOwed || waiting.length === 0) return [];
    isOwed = false;
    return waiting.splice(0, 1);
  };
  return {
    handleDemand: (demand) => {
      isOwed = demand > 0;
      return handOver();
    },
    handleCast: (quakes: readonly Quake[]) => {
      waiting.push(...quakes);
      return handOver();
    },
  };
});
