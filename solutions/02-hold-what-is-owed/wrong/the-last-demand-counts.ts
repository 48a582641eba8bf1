// Misconception: a demand replaces the one before.
// Caught by: demands add up
// Says: on top of

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
      owed = demand;
      return handOver();
    },
    handleCast: (quakes: readonly Quake[]) => {
      for (const quake of quakes) (quake.mag >= 5 ? strong : others).push(quake);
      return handOver();
    },
  };
});
