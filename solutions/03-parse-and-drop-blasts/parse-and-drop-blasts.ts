import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Takes lines of the feed and hands out the earthquakes among them. A call answers how many lines were rejected. */
export const reader = producerConsumer<string, Quake>(() => {
  let rejected = 0;
  const read = (line: string): Quake[] => {
    // Around one line: a bad one is an event like any other, and what comes of its neighbours is not its affair.
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
    handleEvents: (lines) => lines.flatMap(read),
    handleCall: () => rejected,
  };
});
