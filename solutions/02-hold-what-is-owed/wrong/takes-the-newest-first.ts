// Misconception: any waiting quake will do.
// Caught by: what nobody has asked for waits in order
// Says: in which they came

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const feed = producer<Quake>(() => {
  const waiting: Quake[] = [];
  let owed = 0;
  const handOver = (): Quake[] => {
    const quakes = waiting.splice(-owed, owed).reverse();
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
      return handOver();
    },
  };
});
