// Misconception: the strong quakes of a bundle go first in it; who waits already stands in front of all of them.
// Caught by: strong quakes need not stand in line
// Says: yours to order

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
      const strong = quakes.filter((quake) => quake.mag >= 5);
      const others = quakes.filter((quake) => quake.mag < 5);
      waiting.push(...strong, ...others);
      return handOver();
    },
  };
});
