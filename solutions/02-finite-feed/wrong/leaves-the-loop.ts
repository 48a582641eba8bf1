// Misconception: a loop that is left by `break` can be taken up again where it was left.
// Caught by: hands out every quake, then ends
// Says: closes the iterator

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>((stage) => {
    const recording = quakes[Symbol.iterator]();
    const rest: Iterable<Quake> = { [Symbol.iterator]: () => recording };
    return {
      handleDemand: (demand) => {
        const events: Quake[] = [];
        for (const quake of rest) {
          events.push(quake);
          if (events.length === demand) break;
        }
        if (events.length < demand) stage.complete();
        return events;
      },
    };
  });
