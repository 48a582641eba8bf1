// Misconception: what JSON can read is an event.
// Caught by: what could not be read is counted, and nothing else
// Says: none is an event

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const reader = producerConsumer<string, Quake>(() => {
  let rejected = 0;
  const read = (line: string): Quake[] => {
    try {
      const event = JSON.parse(line) as Quake;
      return event.type === "earthquake" ? [event] : [];
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
