import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** A feed of these quakes, in order, which then ends. */
export const finiteFeed = (quakes: readonly Quake[]) =>
  producer<Quake>(() => {
    // TODO: `producer` hands the stage itself to this function; take it in, and complete it behind the last quake.
    return {
      // TODO: these are the first quakes again and again. Hand out the next ones.
      handleDemand: (demand) => quakes.slice(0, demand),
    };
  });
