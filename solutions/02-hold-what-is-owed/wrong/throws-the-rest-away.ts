// Misconception: what was not asked for when it arrived need not be kept.
// Caught by: what nobody has asked for waits in order
// Says: thrown away

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
      const now = handOver();
      strong.length = 0;
      others.length = 0;
      return now;
    },
  };
});
