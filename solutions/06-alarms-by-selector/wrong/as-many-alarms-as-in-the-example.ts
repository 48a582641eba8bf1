// Misconception: there are two alarms.
// Caught by: a sequence of aftershocks and five alarms
// Says: at the alarm from 2

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
  system.start(archive, { subscribeTo: [{ to }] });
  for (const { stage, from } of alarms.slice(0, 2)) {
    const selector = ({ type, mag }: Quake) => type === "earthquake" && mag >= from;
    system.start(stage, { subscribeTo: [{ to, selector }] });
  }
  system.demand(to, "forward");
}
