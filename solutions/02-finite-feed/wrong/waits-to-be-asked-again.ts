// Misconception: the end is noticed when somebody asks and nothing is left.
// Caught by: ends with the last quake, without being asked again
// Says: asked again

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: readonly Quake[]) =>
  producer<Quake>((stage) => {
    let next = 0;
    return {
      handleDemand: (demand) => {
        if (next === quakes.length) stage.complete();
        const events = quakes.slice(next, next + demand);
        next += events.length;
        return events;
      },
    };
  });
