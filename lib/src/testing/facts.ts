import type { BufferKeep } from "../buffer.ts";
import type { PartitionName } from "../dispatchers/partition-dispatcher.ts";
import type { CancelMode } from "../options.ts";

/** What a trace does not say of a stage. What is left out is not judged. */
export interface StageFacts {
  /** Which dispatcher it was started with; `"demand"` is the default of a stage. */
  readonly dispatcher?: "demand" | "broadcast" | "partition";
  /** Of a partition dispatcher: where its hash sends an event; `"none"` for one that it discards. */
  readonly partitionOf?: (event: unknown) => PartitionName;
  /** An integer from 0 up, or Infinity. */
  readonly bufferSize?: number;
  /** As the stage was started with. */
  readonly bufferKeep?: BufferKeep;
}

/** What a trace does not say of a subscription. */
export interface SubscriptionFacts {
  /** As it subscribed with. */
  readonly cancel?: CancelMode;
  /** Of a partition dispatcher: the partition that it subscribed to. */
  readonly partition?: PartitionName;
  /** Of a broadcast dispatcher: which events it is sent. */
  readonly selector?: (event: unknown) => boolean;
  /** Whether somebody asks by hand on it, though it is automatic or a supervisor's. */
  readonly isAskedByHand?: boolean;
}
