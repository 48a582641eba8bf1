import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Hands out the quakes that are cast to it, as many as are owed, the strong ones first. */
export const feed = producer<Quake>(() => {
  const strong: Quake[] = [];
  const others: Quake[] = [];
  let owed = 0;
  // Demand and quakes may come in either order, and whichever comes second finds the other here: so both end in
  // this one function, and behind it nothing is owed or nothing waits.
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
      return handOver();
    },
  };
});
