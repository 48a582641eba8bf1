// Misconception: a feed ends behind its last quake, so one without quakes has nothing to end behind.
// Caught by: an empty feed ends too
// Says: no quakes at all

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
        if (events.length > 0 && ahead.done === true) stage.complete();
        return events;
      },
    };
  });
