import type { Quake } from "@headgate/quakes";

/** How many of these events are earthquakes. */
export const earthquakesIn = (quakes: readonly Quake[]): number => {
  let count = 0;
  for (const quake of quakes) {
    // By what an earthquake is and not by what it is not: the survey may come up with a type that nobody here has heard of.
    if (quake.type === "earthquake") count += 1;
  }
  return count; // `filter` and `length` say the same in one line.
};
