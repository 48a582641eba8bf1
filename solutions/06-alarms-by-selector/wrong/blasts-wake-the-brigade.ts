// Misconception: what is strong enough is an earthquake.
// Caught by: a blast wakes nobody
// Says: quarry blast

import { broadcastDispatcher } from "headgate";
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
  const to = system.start(feed, {
    dispatcher: broadcastDispatcher(),
    demand: "accumulate",
  });
  system.start(archive, { subscribeTo: [{ to }] });
  for (const { stage, from } of alarms) {
    const selector = ({ mag }: Quake): boolean => mag >= from;
    system.start(stage, { subscribeTo: [{ to, selector }] });
  }
  system.demand(to, "forward");
}
