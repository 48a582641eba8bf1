/**
 * Headgate: demand-driven stages for TypeScript, with GenStage's semantics.
 *
 * @module headgate
 */
export type { AbortSignalLike, HostAbortSignal, WaitOptions } from "./abort.ts";
export type { BufferKeep } from "./buffer.ts";
export {
  type CallOptions,
  type CallRef,
  type CommonCallbacks,
  consumer,
  type ConsumerCallbacks,
  type ConsumerDefinition,
  type ConsumerOptions,
  type ConsumerRef,
  type DownMessage,
  type Emitted,
  type EmittingCallbacks,
  type EmittingOptions,
  type ExitMessage,
  ignore,
  type MaybePromise,
  type MonitorRef,
  noReply,
  producer,
  type ProducerCallbacks,
  producerConsumer,
  type ProducerConsumerCallbacks,
  type ProducerConsumerDefinition,
  type ProducerConsumerOptions,
  type ProducerConsumerRef,
  type ProducerDefinition,
  type ProducerOptions,
  type ProducerRef,
  type StageContext,
  type StageOptions,
  type StageRef,
  type SubscribeOptions,
  type SubscriptionRef,
} from "./definitions.ts";
export {
  type ChildContext,
  type ChildCounts,
  type ChildRef,
  consumerSupervisor,
  type ConsumerSupervisorDefinition,
  type ConsumerSupervisorOptions,
  type ConsumerSupervisorSettings,
  countChildren,
  startChild,
  type StartChild,
  terminateChild,
  whichChildren,
} from "./consumer-supervisor.ts";
export { type DemandRecord, playDelivery } from "./demand.ts";
export type {
  Dispatcher,
  DispatcherFactory,
  DispatcherOutput,
  Refused,
  Subscriber,
} from "./dispatchers/dispatcher.ts";
export { broadcastDispatcher } from "./dispatchers/broadcast-dispatcher.ts";
export { demandDispatcher, type DemandDispatcherOptions } from "./dispatchers/demand-dispatcher.ts";
export {
  partitionDispatcher,
  type PartitionDispatcherOptions,
  type PartitionName,
} from "./dispatchers/partition-dispatcher.ts";
export { InvariantError, StageError, type StageErrorCode } from "./errors.ts";
export { type ExitReason, isCleanReason } from "./exit-reason.ts";
export { fromIterable } from "./from-iterable.ts";
export type { CancelMode, DemandMode } from "./options.ts";
export type { CancelReason, PeerRole } from "./protocol.ts";
export type { StageSnapshot, SubscriptionSnapshot, SystemSnapshot } from "./snapshot.ts";
export type { StageStream, StreamOptions, StreamSource } from "./stage-stream.ts";
export type { FromIterableOptions } from "./streams/from-source.ts";
export {
  childOf,
  type ChildSpec,
  type Restart,
  supervise,
  type SupervisorOptions,
  type SupervisorRef,
  type SupervisorStrategy,
} from "./supervisor.ts";
export { System } from "./system.ts";
export type { CloseOptions, StageInspection, SystemOptions } from "./system-options.ts";
export type { StageKind, Trace, TraceDetail, TraceEntry } from "./trace.ts";
