// Misconception: a bad event costs that event and nothing else, wherever the error is caught.
// Caught by: a bad line costs itself alone
// Says: neither its neighbours

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const reader = producerConsumer<string, Quake>(() => {
  let rejected = 0;
  return {
    handleEvents: (lines) => {
      try {
        const events = lines.map((line) => JSON.parse(line) as Quake);
        return events.filter((event) => event.type === "earthquake");
      } catch {
        rejected++;
        return [];
      }
    },
    handleCall: () => rejected,
  };
});
