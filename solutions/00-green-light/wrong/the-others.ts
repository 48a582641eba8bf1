// Misconception: a filter takes out what its function says yes to.
// Caught by: counts the earthquakes of the week
// Says: which are all the others

import type { Quake } from "@headgate/quakes";

export const earthquakesIn = (quakes: readonly Quake[]): number =>
  quakes.filter((quake) => quake.type !== "earthquake").length;
