// Misconception: a producer that returns nothing any more has ended.
// Caught by: hands out every quake, then ends
// Says: cannot tell a pause from the end

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: readonly Quake[]) =>
  producer<Quake>(() => {
    let next = 0;
    return {
      handleDemand: (demand) => {
        const events = quakes.slice(next, next + demand);
        next += events.length;
        return events;
      },
    };
  });
