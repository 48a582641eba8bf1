import type { ConsumerDefinition, ProducerDefinition, System } from "headgate";
import type { Quake } from "@headgate/quakes";

/** A stage that is to hear of earthquakes, from a magnitude up. */
export interface Alarm {
  readonly stage: ConsumerDefinition<Quake>;
  readonly from: number;
}

/** Starts the feed, the archive and the alarms, and connects them. */
export function setUp(
  system: System,
  feed: ProducerDefinition<Quake>,
  archive: ConsumerDefinition<Quake>,
  alarms: readonly Alarm[],
): void {
  // TODO: how does a report come to all of them, and not to one?
  const to = system.start(feed);
  system.start(archive, { subscribeTo: [{ to }] });
  for (const { stage } of alarms) {
    // TODO: which reports are for this alarm?
    system.start(stage, { subscribeTo: [{ to }] });
  }
  // TODO: who must be there before the first report leaves?
}
