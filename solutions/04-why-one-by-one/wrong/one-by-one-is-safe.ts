// Misconception: what may not be too much is best taken one by one.
// Caught by: the calls of the look-up are full
// Says: is not the least that a call gets

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
  void perCall;
  system.start(alarm, { name: "alarm", subscribeTo: [{ to: live, maxDemand: 1 }] });

  system.start(lookUp, {
    name: "look-up",
    subscribeTo: [{ to: archive, maxDemand: 1 }],
  });
}
