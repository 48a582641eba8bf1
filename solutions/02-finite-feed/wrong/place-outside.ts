// Misconception: the definition is the stage, so the place in the feed may live beside it.
// Caught by: every start begins with the first quake
// Says: begins with the first

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) => {
  const reader = quakes[Symbol.iterator]();
  let ahead = reader.next();
  return producer<Quake>((stage) => {
    return {
      handleDemand: (demand) => {
        const events: Quake[] = [];
        while (events.length < demand && ahead.done !== true) {
          events.push(ahead.value);
          ahead = reader.next();
        }
        if (ahead.done === true) stage.complete();
        return events;
      },
    };
  });
};
