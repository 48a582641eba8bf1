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
  // The station works on an order until it has all of it: so one is ordered, and the next when that one is done.
  system.start(alarm, { name: "alarm", subscribeTo: [{ to: live, maxDemand: 1 }] });

  // A batch is `maxDemand - minDemand`. The archive answers at once, so nothing is gained by asking earlier.
  system.start(lookUp, {
    name: "look-up",
    subscribeTo: [{ to: archive, maxDemand: perCall, minDemand: 0 }],
  });
}
