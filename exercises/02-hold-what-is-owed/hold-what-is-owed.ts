import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Hands out the quakes that are cast to it, as many as are owed, the strong ones first. */
export const feed = producer<Quake>(() => {
  const waiting: Quake[] = [];
  return {
    // TODO: what if fewer wait than are asked for? Nobody will ask for the rest again.
    handleDemand: (demand) => waiting.splice(0, demand),
    handleCast: (quakes: readonly Quake[]) => {
      // TODO: what if somebody has been waiting for these? And which of them leave first?
      waiting.push(...quakes);
    },
  };
});
