// Misconception: what nobody should be woken by, nobody wants.
// Caught by: the archive has every report
// Says: is not for the archive

import { broadcastDispatcher } from "headgate";
import type { ConsumerDefinition, ProducerDefinition, System } from "headgate";
import type { Quake } from "@headgate/quakes";

interface Alarm {
  readonly stage: ConsumerDefinition<Quake>;
  readonly from: number;
}

export function setUp(
  system: System,
  feed: ProducerDefinition<Quake>,
  archive: ConsumerDefinition<Quake>,
  alarms: readonly Alarm[],
): void {
  const to = system.start(feed, { dispatcher: broadcastDispatcher(), demand: "accumulate" });
  const isEarthquake = ({ type }: Quake) => type === "earthquake";
  system.start(archive, { subscribeTo: [{ to, selector: isEarthquake }] });
  for (const { stage, from } of alarms) {
    const selector = (quake: Quake) => isEarthquake(quake) && quake.mag >= from;
    system.start(stage, { subscribeTo: [{ to, selector }] });
  }
  system.demand(to, "forward");
}
