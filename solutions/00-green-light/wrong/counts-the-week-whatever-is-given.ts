// Misconception: a name from a cell above is what a function works on, whatever it is given.
// Caught by: counts the list that it is given
// Says: count in `quakes`

import { week, type Quake } from "@headgate/quakes";

export const earthquakesIn = (_quakes: readonly Quake[]): number =>
  week.filter((quake) => quake.type === "earthquake").length;
