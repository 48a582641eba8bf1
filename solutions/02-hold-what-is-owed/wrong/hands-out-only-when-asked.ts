// Misconception: events leave by `handleDemand`; another callback has nobody to give them to.
// Caught by: what is owed is handed out when it arrives
// Says: nobody asks twice

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
      for (const quake of quakes) (quake.mag >= 5 ? strong : others).push(quake);
    },
  };
});
