// Misconception: a stage that throws skips the event and goes on with the next.
// Caught by: a bad line costs itself alone
// Says: An exception ends the stage

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

export const reader = producerConsumer<string, Quake>(() => {
  let rejected = 0;
  const read = (line: string): Quake => {
    const event = JSON.parse(line) as Quake;
    if (typeof event.type !== "string") {
      rejected++;
      throw new TypeError("no event");
    }
    return event;
  };
  return {
    handleEvents: (lines) => lines.map(read).filter(({ type }) => type === "earthquake"),
    handleCall: () => rejected,
  };
});
