// Misconception: a blast is what is called a blast.
// Caught by: blasts are dropped, of whatever kind
// Says: an `explosion` is a blast

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const reader = producerConsumer<string, Quake>(() => {
  let rejected = 0;
  const read = (line: string): Quake[] => {
    try {
      const event = JSON.parse(line) as Quake;
      if (typeof event.type !== "string") throw new TypeError("no event");
      return event.type === "quarry blast" ? [] : [event];
    } catch {
      rejected++;
      return [];
    }
  };
  return {
    handleEvents: (lines) => lines.flatMap(read),
    handleCall: () => rejected,
  };
});
