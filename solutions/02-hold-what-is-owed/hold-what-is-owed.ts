import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Hands out the quakes that are cast to it, in order, as many as are owed. */
export const feed = producer<Quake>(() => {
  const waiting: Quake[] = [];
  let owed = 0;
  // Demand and quakes may come in either order, and whichever comes second finds the other here: so both end in
  // this one function, and one of the two books is always empty behind it.
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
      return handOver();
    },
  };
});
