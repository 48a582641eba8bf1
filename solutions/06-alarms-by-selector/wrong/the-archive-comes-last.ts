// Misconception: a feed waits until the last of its readers is there.
// Caught by: the archive has every report
// Says: had left before the archive

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
  const to = system.start(feed, { dispatcher: broadcastDispatcher() });
  for (const { stage, from } of alarms) {
    const selector = ({ type, mag }: Quake) => type === "earthquake" && mag >= from;
    system.start(stage, { subscribeTo: [{ to, selector }] });
  }
  system.start(archive, { subscribeTo: [{ to }] });
}
