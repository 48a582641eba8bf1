// Misconception: what has been mended on one line is mended on the other.
// Caught by: the calls of the look-up are full
// Says: never called

import type { ConsumerDefinition, ProducerRef, System } from "headgate";
import type { Quake } from "@headgate/quakes";

interface Desk {
  live: ProducerRef<Quake>;
  archive: ProducerRef<Quake>;
  alarm: ConsumerDefinition<Quake>;
  lookUp: ConsumerDefinition<Quake>;
}

export function startDesk(system: System, { live, alarm }: Desk): void {
  system.start(alarm, { subscribeTo: [{ to: live, maxDemand: 1, minDemand: 0 }] });
}
