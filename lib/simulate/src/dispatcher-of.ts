import {
  broadcastDispatcher,
  demandDispatcher,
  type DispatcherFactory,
  partitionDispatcher,
  type PartitionName,
} from "headgate";
import type { StageFacts } from "headgate/testing";
import { keyOf } from "./event.ts";
import { Planned } from "./planned.ts";
import type { DispatcherPlan, StagePlan } from "./scenario.ts";

type PartitionPlan = Extract<DispatcherPlan, { kind: "partition" }>;

/** The dispatcher of a plan. */
export function factoryOf(plan: DispatcherPlan): DispatcherFactory {
  if (plan.kind === "broadcast") return broadcastDispatcher();
  if (plan.kind === "demand") {
    return demandDispatcher({ shuffleDemandsOnFirstDispatch: plan.shuffles ?? false });
  }
  const { partitions, rewrites, throwsFor } = plan;
  return partitionDispatcher({
    partitions: partitions[0] === 0 ? partitions.length : partitions,
    hash: (event: unknown) => {
      if (keyOf(event) === throwsFor) throw new Planned("a hash");
      const partition = partitionOf(plan, event);
      return partition === "none" ? partition : [rewrites ? `${String(event)}*` : event, partition];
    },
  });
}

/** What the checker is told of a stage. */
export function factsOf({ kind, dispatcher, bufferSize, bufferKeep }: StagePlan): StageFacts {
  const defaultSize = kind === "producer" ? 10_000 : Infinity;
  return {
    dispatcher: dispatcher?.kind ?? "demand",
    bufferSize: Number(bufferSize ?? defaultSize),
    bufferKeep: bufferKeep ?? "last",
    ...(dispatcher?.kind === "partition" && {
      partitionOf: (event: unknown) => partitionOf(dispatcher, event),
    }),
  };
}

function partitionOf({ partitions, skips }: PartitionPlan, event: unknown): PartitionName {
  const key = keyOf(event);
  return key === skips ? "none" : (partitions[key % partitions.length] as PartitionName);
}
