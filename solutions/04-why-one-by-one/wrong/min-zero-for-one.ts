// Misconception: minDemand decides how many come at a time, so the least is 0.
// Caught by: the alarm hears of each quake when it is read
// Says: not how many to order

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
  system.start(alarm, { name: "alarm", subscribeTo: [{ to: live, minDemand: 0 }] });

  system.start(lookUp, {
    name: "look-up",
    subscribeTo: [{ to: archive, maxDemand: perCall, minDemand: 0 }],
  });
}
