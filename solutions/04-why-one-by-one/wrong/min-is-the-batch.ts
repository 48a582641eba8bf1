// Misconception: minDemand is how many a call gets, and maxDemand how many there are.
// Caught by: the calls of the look-up are full
// Says: and the look-up takes 10

import type { ConsumerDefinition, ProducerRef, System } from "headgate";
import type { Quake } from "@headgate/quakes";

export interface Desk {
  live: ProducerRef<Quake>;
  archive: ProducerRef<Quake>;
  alarm: ConsumerDefinition<Quake>;
  lookUp: ConsumerDefinition<Quake>;
}

export function startDesk(
  system: System,
  { live, archive, alarm, lookUp }: Desk,
  perCall: number,
): void {
  system.start(alarm, { name: "alarm", subscribeTo: [{ to: live, maxDemand: 1 }] });

  system.start(lookUp, {
    name: "look-up",
    subscribeTo: [{ to: archive, minDemand: perCall }],
  });
}
