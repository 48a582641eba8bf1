// Misconception: the recording is the feed, and the next demand starts at its beginning.
// Caught by: hands out every quake, then ends
// Says: a second time

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>((stage) => {
    return {
      handleDemand: (demand) => {
        const events: Quake[] = [];
        for (const quake of quakes) {
          if (events.length === demand) return events;
          events.push(quake);
        }
        stage.complete();
        return events;
      },
    };
  });
