// Misconception: whoever wants to know the end must have all of it in memory.
// Caught by: reads one quake ahead at most
// Says: one ahead is enough

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>((stage) => {
    const all = Array.from(quakes);
    let next = 0;
    return {
      handleDemand: (demand) => {
        const events = all.slice(next, next + demand);
        next += events.length;
        if (next === all.length) stage.complete();
        return events;
      },
    };
  });
