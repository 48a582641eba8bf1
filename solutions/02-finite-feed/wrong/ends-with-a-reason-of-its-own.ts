// Misconception: any reason says that the feed is over.
// Caught by: hands out every quake, then ends
// Says: has crashed

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>((stage) => {
    const reader = quakes[Symbol.iterator]();
    let ahead = reader.next();
    return {
      handleDemand: (demand) => {
        const events: Quake[] = [];
        while (events.length < demand && ahead.done !== true) {
          events.push(ahead.value);
          ahead = reader.next();
        }
        if (ahead.done === true) stage.stop("done");
        return events;
      },
    };
  });
