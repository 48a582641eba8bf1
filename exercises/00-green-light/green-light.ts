import type { Quake } from "@headgate/quakes";

/** How many of these events are earthquakes. */
export const earthquakesIn = (quakes: readonly Quake[]): number => {
  // TODO: not every event is an earthquake.
  return quakes.length;
};
