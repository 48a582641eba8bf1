// Misconception: a check wants the number that it shows.
// Caught by: counts the list that it is given
// Says: does not depend on what you are given

import type { Quake } from "@headgate/quakes";

export const earthquakesIn = (_quakes: readonly Quake[]): number => 1679;
