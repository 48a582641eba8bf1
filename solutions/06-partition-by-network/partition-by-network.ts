import { partitionDispatcher, type DispatcherFactory } from "headgate";
import type { Quake } from "@headgate/quakes";

/** Deals earthquakes out to so many desks, all of one network to the same desk. */
export function byNetwork(desks: number): DispatcherFactory<Quake> {
  return partitionDispatcher<Quake>({
    partitions: desks,
    hash: (quake) => (quake.type === "earthquake" ? [quake, numberOf(quake.net) % desks] : "none"),
  });
}

/** The same number for the same name, never below zero: a table of desks would depend on who reports first. */
function numberOf(net: string): number {
  let sum = 0;
  for (const letter of net) sum += letter.charCodeAt(0);
  return sum;
}
