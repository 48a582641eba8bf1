// Misconception: whoever asks for five must get five.
// Caught by: never more than was asked, never less than is left
// Says: are no quakes

import { producer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const finiteFeed = (quakes: readonly Quake[]) =>
  producer<Quake>((stage) => {
    let next = 0;
    return {
      handleDemand: (demand) => {
        const events = Array.from({ length: demand }, () => quakes[next++]!);
        if (next >= quakes.length) stage.complete();
        return events;
      },
    };
  });
