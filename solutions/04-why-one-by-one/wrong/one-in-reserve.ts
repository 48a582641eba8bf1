// Misconception: with minDemand 1 one event is at hand while one is handled.
// Caught by: the alarm hears of each quake when it is read
// Says: ordered 2 at first

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
  system.start(alarm, { name: "alarm", subscribeTo: [{ to: live, maxDemand: 2, minDemand: 1 }] });

  system.start(lookUp, {
    name: "look-up",
    subscribeTo: [{ to: archive, maxDemand: perCall, minDemand: 0 }],
  });
}
