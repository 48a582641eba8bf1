// Misconception: the array is the feed, and the next demand starts at its beginning.
// Caught by: hands out every quake, then ends
// Says: a second time

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: readonly Quake[]) =>
  producer<Quake>((stage) => {
    return {
      handleDemand: (demand) => {
        const events = quakes.slice(0, demand);
        if (events.length < demand) stage.complete();
        return events;
      },
    };
  });
