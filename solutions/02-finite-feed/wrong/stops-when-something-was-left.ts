// Misconception: the end comes when the demand is larger than what is left.
// Caught by: ends with the last quake, without being asked again
// Says: asked again

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: readonly Quake[]) =>
  producer<Quake>((stage) => {
    let next = 0;
    return {
      handleDemand: (demand) => {
        const events = quakes.slice(next, next + demand);
        next += events.length;
        if (events.length < demand) stage.complete();
        return events;
      },
    };
  });
