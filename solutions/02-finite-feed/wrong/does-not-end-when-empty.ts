// Misconception: a feed ends behind its last quake, so one without quakes has nothing to end behind.
// Caught by: an empty feed ends too
// Says: no quakes at all

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: readonly Quake[]) =>
  producer<Quake>((stage) => {
    let next = 0;
    return {
      handleDemand: (demand) => {
        const events = quakes.slice(next, next + demand);
        next += events.length;
        if (events.length > 0 && next === quakes.length) stage.complete();
        return events;
      },
    };
  });
