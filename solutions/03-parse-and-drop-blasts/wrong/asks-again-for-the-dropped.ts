// Misconception: a filter that drops what it received has used up the demand, and has to ask again.
// Caught by: asks no more than its subscription does
// Says: not asked for again by hand

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const reader = producerConsumer<string, Quake>((stage) => {
  let rejected = 0;
  const read = (line: string): Quake[] => {
    try {
      const event = JSON.parse(line) as Quake;
      if (typeof event.type !== "string") throw new TypeError("no event");
      return event.type === "earthquake" ? [event] : [];
    } catch {
      rejected++;
      return [];
    }
  };
  return {
    handleEvents: (lines, from) => {
      const quakes = lines.flatMap(read);
      stage.ask(from, lines.length - quakes.length);
      return quakes;
    },
    handleCall: () => rejected,
  };
});
