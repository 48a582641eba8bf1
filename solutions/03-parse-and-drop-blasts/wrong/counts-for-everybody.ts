// Misconception: a stage may keep its count outside of the function that starts it.
// Caught by: a long night on two wires
// Says: counts its own

import { producerConsumer } from "headgate";
import type { Quake } from "@headgate/quakes";

let rejected = 0;

function read(line: string): Quake[] {
  try {
    const event = JSON.parse(line) as Quake;
    if (typeof event.type !== "string") throw new TypeError("no event");
    return event.type === "earthquake" ? [event] : [];
  } catch {
    rejected++;
    return [];
  }
}

export const reader = producerConsumer<string, Quake>(() => ({
  handleEvents: (lines) => lines.flatMap(read),
  handleCall: () => rejected,
}));
