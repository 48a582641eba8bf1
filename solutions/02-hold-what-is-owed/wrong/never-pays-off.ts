// Misconception: what is owed only grows.
// Caught by: never more than is owed
// Says: in the stage's buffer

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const feed = producer<Quake>(() => {
  const waiting: Quake[] = [];
  let owed = 0;
  const handOver = (): Quake[] => {
    const quakes = waiting.splice(0, owed);
    return quakes;
  };
  return {
    handleDemand: (demand) => {
      owed += demand;
      return handOver();
    },
    handleCast: (quakes: readonly Quake[]) => {
      waiting.push(...quakes);
      return handOver();
    },
  };
});
