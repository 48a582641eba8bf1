// Misconception: a demand replaces the one before.
// Caught by: demands add up
// Says: on top of

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const feed = producer<Quake>(() => {
  const waiting: Quake[] = [];
  let owed = 0;
  const handOver = (): Quake[] => {
    const quakes = waiting.splice(0, owed);
    owed -= quakes.length;
    return quakes;
  };
  return {
    handleDemand: (demand) => {
      owed = demand;
      return handOver();
    },
    handleCast: (quakes: readonly Quake[]) => {
      waiting.push(...quakes);
      return handOver();
    },
  };
});
