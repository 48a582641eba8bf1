// Misconception: a queue is left in the order in which it was joined, whoever keeps it.
// Caught by: strong quakes need not stand in line
// Says: yours to order

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const feed = producer<Quake>(() => {
  const strong: Quake[] = [];
  const others: Quake[] = [];
  let owed = 0;
  const handOver = (): Quake[] => {
    const quakes = strong.splice(0, owed);
    quakes.push(...others.splice(0, owed - quakes.length));
    owed -= quakes.length;
    return quakes;
  };
  return {
    handleDemand: (demand) => {
      owed += demand;
      return handOver();
    },
    handleCast: (quakes: readonly Quake[]) => {
      for (const quake of quakes) others.push(quake);
      return handOver();
    },
  };
});
