// Misconception: a consumer that got less than it asked for will ask again.
// Caught by: what is owed is handed out when it arrives
// Says: nobody asks twice

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const feed = producer<Quake>(() => {
  const waiting: Quake[] = [];
  return {
    handleDemand: (demand) => waiting.splice(0, demand),
    handleCast: (quakes: readonly Quake[]) => {
      waiting.push(...quakes);
    },
  };
});
