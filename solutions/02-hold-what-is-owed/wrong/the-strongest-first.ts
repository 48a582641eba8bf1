// Misconception: to let the strong go first is to sort by strength.
// Caught by: strong quakes need not stand in line
// Says: whichever is the stronger

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const feed = producer<Quake>(() => {
  const strong: Quake[] = [];
  const others: Quake[] = [];
  let owed = 0;
  const handOver = (): Quake[] => {
    strong.sort((a, b) => b.mag - a.mag);
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
      return handOver();
    },
  };
});
