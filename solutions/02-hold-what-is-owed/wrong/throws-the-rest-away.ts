// Misconception: what was not asked for when it arrived need not be kept.
// Caught by: what nobody has asked for waits in order
// Says: thrown away

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
      owed += demand;
      return handOver();
    },
    handleCast: (quakes: readonly Quake[]) => {
      waiting.push(...quakes);
      const now = handOver();
      waiting.length = 0;
      return now;
    },
  };
});
