import type { ConsumerDefinition, ProducerRef, System } from "headgate";
import type { Quake } from "@headgate/quakes";

/** The stages at the desk: two feeds that run, and what is to be started behind them. */
export interface Desk {
  live: ProducerRef<Quake>;
  archive: ProducerRef<Quake>;
  alarm: ConsumerDefinition<Quake>;
  lookUp: ConsumerDefinition<Quake>;
}

/** Starts the alarm behind the live feed, and the look-up, which takes `perCall` quakes in a call, behind the archive. */
export function startDesk(
  system: System,
  { live, archive, alarm, lookUp }: Desk,
  perCall: number,
): void {
  // TODO: one at a time, as they come. Why has it heard nothing for an hour?
  system.start(alarm, { name: "alarm", subscribeTo: [{ to: live, minDemand: 1 }] });

  // TODO: `perCall` at most, and nearly as many at least. Why does every call get one?
  system.start(lookUp, {
    name: "look-up",
    subscribeTo: [{ to: archive, maxDemand: perCall, minDemand: perCall - 1 }],
  });
}
