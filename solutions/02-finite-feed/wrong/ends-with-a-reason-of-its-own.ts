// Misconception: any reason says that the feed is over.
// Caught by: hands out every quake, then ends
// Says: has crashed

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: readonly Quake[]) =>
  producer<Quake>((stage) => {
    let next = 0;
    return {
      handleDemand: (demand) => {
        const events = quakes.slice(next, next + demand);
        next += events.length;
        if (next === quakes.length) stage.stop("done");
        return events;
      },
    };
  });
