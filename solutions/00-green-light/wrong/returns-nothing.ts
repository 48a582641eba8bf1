// Misconception: a function hands back what its last line works out.
// Caught by: counts the earthquakes of the week
// Says: You return nothing

import type { Quake } from "@headgate/quakes";

/** How many of these events are earthquakes. */
export const earthquakesIn = (quakes: readonly Quake[]): number | undefined => {
  void quakes.filter((quake) => quake.type === "earthquake").length;
  return undefined;
};
