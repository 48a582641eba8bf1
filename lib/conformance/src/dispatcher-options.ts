import {
  broadcastDispatcher,
  demandDispatcher,
  type DispatcherFactory,
  partitionDispatcher,
  type PartitionName,
} from "headgate";
import type { Json } from "./vector.ts";

type Hash = (event: number) => readonly [number, PartitionName] | "none";

const hashes: Record<string, Hash> = {
  mod2: (event) => [event, event % 2],
  mod3: (event) => [event, event % 3],
  mod4: (event) => [event, event % 4],
  byName: (event) => [event, event % 2 === 0 ? "even" : "odd"],
  noneOdd: (event) => (event % 2 === 1 ? "none" : [event, (event / 2) % 2]),
  transform: (event) => [event * 10, event % 2],
  badReturn: (event) => event as unknown as "none",
};

const selectors: Record<string, unknown> = {
  all: () => true,
  none: () => false,
  even: (event: number) => event % 2 === 0,
  odd: (event: number) => event % 2 === 1,
  gt10: (event: number) => event > 10,
  notAFunction: 5,
};

/** The selector of that name in the vectors. */
export function selectorNamed(name: Json | undefined): unknown {
  return name === undefined ? undefined : selectors[String(name)];
}

/** The dispatcher that a vector describes. */
export function dispatcherFrom(
  description: Json | undefined,
): DispatcherFactory<number> | undefined {
  if (description === undefined) return undefined;
  // Not a dispatcher at all, on purpose.
  if (typeof description === "string") return description as unknown as DispatcherFactory<number>;
  const { type, partitions, hash, maxDemand } = description as Record<string, Json>;
  if (type === "broadcast") return broadcastDispatcher();
  if (type === "demand") {
    return demandDispatcher(typeof maxDemand === "number" ? { maxDemand } : {});
  }
  return partitionDispatcher<number>({
    partitions: partitions as number,
    ...(hash === undefined ? {} : { hash: hashes[String(hash)] as Hash }),
  });
}
