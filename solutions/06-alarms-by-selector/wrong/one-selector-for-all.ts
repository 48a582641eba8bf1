// Misconception: one selector decides for everybody.
// Caught by: alarms miss no earthquake
// Says: its own threshold

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
  const least = Math.max(...alarms.map((alarm) => alarm.from));
  const selector = ({ type, mag }: Quake): boolean => type === "earthquake" && mag >= least;
  for (const { stage } of alarms) {
    system.start(stage, { subscribeTo: [{ to, selector }] });
  }
  system.demand(to, "forward");
}
