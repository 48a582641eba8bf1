// Misconception: what a stage remembers lasts for one batch.
// Caught by: what could not be read is counted, and nothing else
// Says: all since its start

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Takes lines of the feed and hands out the earthquakes among them. A call answers how many lines were rejected. */
export const reader = producerConsumer<string, Quake>(() => {
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
    handleEvents: (lines) => {
      rejected = 0;
      return lines.flatMap(read);
    },
    handleCall: () => rejected,
  };
});
