// Misconception: a quarry blast is the only thing that shakes the ground and is no earthquake.
// Caught by: counts the earthquakes of the week
// Says: leave out the quarry blasts and count the explosions

import type { Quake } from "@headgate/quakes";

export const earthquakesIn = (quakes: readonly Quake[]): number =>
  quakes.filter((quake) => quake.type !== "quarry blast").length;
