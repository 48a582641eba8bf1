import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** A feed of these quakes, in order, which then ends. */
export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>(() => {
    // TODO: `producer` hands the stage itself to this function; take it in, and complete it after the last quake.
    return {
      // TODO: this reads the whole recording, and hands out its first quakes again and again. Hand out the next ones.
      handleDemand: (demand) => Array.from(quakes).slice(0, demand),
    };
  });
