// Misconception: the end comes when the demand is larger than what is left.
// Caught by: ends with the last quake, without being asked again
// Says: asked again

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>((stage) => {
    const reader = quakes[Symbol.iterator]();
    return {
      handleDemand: (demand) => {
        const events: Quake[] = [];
        while (events.length < demand) {
          const { done, value } = reader.next();
          if (done === true) break;
          events.push(value);
        }
        if (events.length < demand) stage.complete();
        return events;
      },
    };
  });
