// Misconception: a finite feed is small, so it may go out at once and the buffer sorts it out.
// Caught by: never more than was asked, never less than is left
// Says: nobody had asked for

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: Iterable<Quake>) =>
  producer<Quake>((stage) => {
    return {
      handleDemand: () => {
        stage.complete();
        return Array.from(quakes);
      },
    };
  });
