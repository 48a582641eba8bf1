// Misconception: an event may go out as soon as it is there, for the buffer takes care of demand.
// Caught by: never more than is owed
// Says: nobody had asked for

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const feed = producer<Quake>(() => {
  return {
    handleDemand: () => [],
    handleCast: (quakes: readonly Quake[]) => quakes,
  };
});
