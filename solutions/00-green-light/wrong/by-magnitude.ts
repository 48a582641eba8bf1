// Misconception: a small event is a blast.
// Caught by: counts the earthquakes of the week
// Says: How many events of the week

import type { Quake } from "@headgate/quakes";

export const earthquakesIn = (quakes: readonly Quake[]): number =>
  quakes.filter((quake) => quake.mag >= 2.3).length;
