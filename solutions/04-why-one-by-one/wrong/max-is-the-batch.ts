// Misconception: maxDemand is the size of a batch, and minDemand may be left out.
// Caught by: the calls of the look-up are full
// Says: cut at maxDemand - minDemand

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
    subscribeTo: [{ to: archive, maxDemand: perCall }],
  });
}
