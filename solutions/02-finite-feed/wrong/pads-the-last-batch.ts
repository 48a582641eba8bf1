// Misconception: whoever asks for five must get five.
// Caught by: never more than was asked, never less than is left
// Says: are no quakes

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>((stage) => {
    const reader = quakes[Symbol.iterator]();
    let ahead = reader.next();
    return {
      handleDemand: (demand) => {
        const events = Array.from({ length: demand }, () => {
          const { value } = ahead;
          ahead = reader.next();
          return value;
        });
        if (ahead.done === true) stage.complete();
        return events;
      },
    };
  });
