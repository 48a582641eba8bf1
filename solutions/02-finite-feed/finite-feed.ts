import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** A feed of these quakes, in order, which then ends. */
export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>((stage) => {
    const reader = quakes[Symbol.iterator]();
    // One ahead: that nothing lies behind a quake is the only sign that it was the last.
    let ahead = reader.next();
    return {
      handleDemand: (demand) => {
        const events: Quake[] = [];
        while (events.length < demand && ahead.done !== true) {
          events.push(ahead.value);
          ahead = reader.next();
        }
        // Together with the last quake, not at the demand behind it: that one may never come.
        if (ahead.done === true) stage.complete();
        return events;
      },
    };
  });
