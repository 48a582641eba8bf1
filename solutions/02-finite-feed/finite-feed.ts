import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** A feed of these quakes, in order, which then ends. */
export const finiteFeed = (quakes: readonly Quake[]) =>
  producer<Quake>((stage) => {
    let next = 0;
    return {
      handleDemand: (demand) => {
        const events = quakes.slice(next, next + demand);
        next += events.length;
        // Together with the last quake, not at the demand behind it: that one may never come.
        if (next === quakes.length) stage.complete();
        return events;
      },
    };
  });
