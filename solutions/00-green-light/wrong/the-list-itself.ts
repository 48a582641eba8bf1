// Misconception: a filtered list is as good as a count of it.
// Caught by: counts the earthquakes of the week
// Says: every list has a `length`

import type { Quake } from "@headgate/quakes";

export const earthquakesIn = (quakes: readonly Quake[]): number =>
  quakes.filter((quake) => quake.type === "earthquake") as unknown as number;
