// Misconception: a producer that returns nothing any more has ended.
// Caught by: hands out every quake, then ends
// Says: cannot tell a pause from the end

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>(() => {
    const reader = quakes[Symbol.iterator]();
    let ahead = reader.next();
    return {
      handleDemand: (demand) => {
        const events: Quake[] = [];
        while (events.length < demand && ahead.done !== true) {
          events.push(ahead.value);
          ahead = reader.next();
        }
        return events;
      },
    };
  });
