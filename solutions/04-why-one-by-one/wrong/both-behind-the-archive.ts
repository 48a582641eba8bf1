// Misconception: it does not matter which feed a stage is behind, if it gets every quake.
// Caught by: the alarm hears of each quake when it is read
// Says: which is `live`

import type { ConsumerDefinition, ProducerRef, System } from "headgate";
import type { Quake } from "@headgate/quakes";

interface Desk {
  live: ProducerRef<Quake>;
  archive: ProducerRef<Quake>;
  alarm: ConsumerDefinition<Quake>;
  lookUp: ConsumerDefinition<Quake>;
}

export function startDesk(system: System, { archive, alarm, lookUp }: Desk, perCall: number): void {
  system.start(alarm, { subscribeTo: [{ to: archive, maxDemand: 1 }] });
  system.start(lookUp, { subscribeTo: [{ to: archive, maxDemand: perCall, minDemand: 0 }] });
}
