// Misconception: the definition is the stage, so the place in the feed may live beside it.
// Caught by: every start begins with the first quake
// Says: begins with the first

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: readonly Quake[]) => {
  let next = 0;
  return producer<Quake>((stage) => {
    return {
      handleDemand: (demand) => {
        const events = quakes.slice(next, next + demand);
        next += events.length;
        if (next === quakes.length) stage.complete();
        return events;
      },
    };
  });
};
