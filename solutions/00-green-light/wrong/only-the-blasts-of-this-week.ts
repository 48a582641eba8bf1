// Misconception: what the visible checks accept gets every point.
// Caught by: knows an earthquake among types that this week does not have
// Says: ice quakes and landslides

import type { Quake } from "@headgate/quakes";

export const earthquakesIn = (quakes: readonly Quake[]): number =>
  quakes.filter((quake) => quake.type !== "quarry blast" && quake.type !== "explosion").length;
