// Misconception: "5 or more" is more than 5.
// Caught by: a night at two feeds, demands and quakes in any order
// Says: exactly 5 is strong

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
      for (const quake of quakes) (quake.mag > 5 ? strong : others).push(quake);
      return handOver();
    },
  };
});
