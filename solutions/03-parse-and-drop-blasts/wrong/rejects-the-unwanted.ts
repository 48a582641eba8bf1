// Misconception: what is dropped was rejected: there is one reason to hand nothing out.
// Caught by: what could not be read is counted, and nothing else
// Says: is not rejected

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const reader = producerConsumer<string, Quake>(() => {
  let rejected = 0;
  const read = (line: string): Quake[] => {
    try {
      const event = JSON.parse(line) as Quake;
      if (event.type !== "earthquake") throw new TypeError("not wanted");
      return [event];
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
