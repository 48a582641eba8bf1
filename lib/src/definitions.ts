import type { WaitOptions } from "./abort.ts";
import type { BufferKeep } from "./buffer.ts";
import type { DispatcherFactory } from "./dispatchers/dispatcher.ts";
import type { ExitReason } from "./exit-reason.ts";
import type { CancelMode, DemandMode } from "./options.ts";
import type { CancelReason, PeerRole } from "./protocol.ts";

/** A running stage, as its starter and its peers know it. */
export interface StageRef {
  /** Unique in its system. */
  readonly name: string;
  /** False once it has ended. */
  readonly isAlive: boolean;
  /** Why it ended; undefined while it runs. */
  readonly exitReason: ExitReason;
}

/** A running stage that events of type `Out` come from. */
export interface ProducerRef<out Out> extends StageRef {
  /** Always undefined: it carries the type, so that nobody subscribes to a consumer. */
  readonly outputs: (() => Out) | undefined;
}

/** A running stage that takes events of type `In`. */
export interface ConsumerRef<in In> extends StageRef {
  /** Always undefined: it carries the type, so that no producer is asked to subscribe. */
  readonly inputs: ((event: In) => void) | undefined;
}

/** A running stage that takes `In` and gives `Out`. */
export interface ProducerConsumerRef<in In, out Out> extends ProducerRef<Out>, ConsumerRef<In> {}

/** One subscription, as callbacks know it (`from`). Compare it by identity. */
export interface SubscriptionRef {
  /** Counted from 1 in a system. */
  readonly id: number;
  /** Where its events come from. */
  readonly producer: StageRef;
  /** Where they go. */
  readonly consumer: StageRef;
  /** All that was given when subscribing, the defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * What `handleCall` may return instead of an answer: it comes later, by `stage.reply(from, value)`.
 *
 * @example
 * const desk = consumer((stage) => ({
 *   handleEvents: () => {},
 *   handleCall: (request, from) => {
 *     stage.sendAfter(10, { from, answer: request * 2 });
 *     return noReply;
 *   },
 *   handleInfo: ({ from, answer }) => stage.reply(from, answer),
 * }));
 * const system = new System({ clock: "virtual" });
 * console.assert((await system.call(system.start(desk), 21)) === 42);
 */
export const noReply: unique symbol = Symbol("headgate.noReply");

/**
 * What `init` may return instead of callbacks: the stage does not run, and that is no failure (I-6).
 *
 * @example
 * const isWanted = false;
 * const metrics = consumer(() => (isWanted ? { handleEvents: () => {} } : ignore));
 * const stage = new System().start(metrics);
 * console.assert(!stage.isAlive && stage.exitReason === "ignore");
 */
export const ignore: unique symbol = Symbol("headgate.ignore");

/** A value, or a promise of it: while it is not settled the stage takes no other message. */
export type MaybePromise<Value> = Value | PromiseLike<Value>;

/** Events to emit, or nothing. */
export type Emitted<Out> = MaybePromise<readonly Out[] | void>;

/** Who waits for the answer to a call. */
export interface CallRef {
  /** Whether the caller has its answer: a second one goes nowhere. */
  readonly isAnswered: boolean;
}

/** What `init` and, through it, every callback can do as the stage itself. */
export interface StageContext {
  /** Unique in its system. */
  readonly name: string;
  /** False once the stage has ended; an async callback may go on beyond that. */
  readonly isAlive: boolean;
  /** Emits events now. They go to consumers with demand; the rest waits in the buffer. */
  emit(events: readonly unknown[]): void;
  /** Asks for `demand` more on a manual subscription: an integer from 0 up, 0 does nothing (S-16). */
  ask(from: SubscriptionRef, demand: number): void;
  /** Asks the producer to end a subscription (S-18). */
  cancel(from: SubscriptionRef, reason?: ExitReason): void;
  /** Ends this stage once the running callback has returned, or now where none runs. Default: "normal". */
  stop(reason?: ExitReason): void;
  /** Ends this stage with "normal" behind all it has emitted: once the buffer was handed out. */
  complete(): void;
  /** A promise kept after `ms` milliseconds on the system's clock, a finite number; the signal ends it early. */
  sleep(ms: number, options?: WaitOptions): Promise<void>;
  /** Sends a message to the `handleInfo` of a stage. */
  send(to: StageRef | string, message: unknown): void;
  /** Sends this stage a message in `ms` milliseconds. Answers how to take it back. */
  sendAfter(ms: number, message: unknown): () => void;
  /** Sends this stage's `handleInfo` a message behind the events that are buffered now. */
  asyncInfo(message: unknown): void;
  /** Sends a request to another stage and waits for its answer. */
  call(to: StageRef | string, request: unknown, options?: CallOptions): Promise<unknown>;
  /** Answers a call whose `handleCall` returned `noReply`, or answers it early. */
  reply(to: CallRef, value: unknown): void;
  /** Milliseconds on the system's clock. */
  now(): number;
  /** Binds the lives of two stages: an end of one that is not "normal" ends the other (O-4). */
  link(to: StageRef): void;
  /** Takes a link back. Where there is none it does nothing. */
  unlink(to: StageRef): void;
  /** Asks for a {@link DownMessage} when a stage ends, or at once if it has (O-5). */
  monitor(to: StageRef): MonitorRef;
  /** Takes a monitor back: its message does not come any more. */
  demonitor(monitor: MonitorRef): void;
  /** Set to true: the end of a linked stage is an {@link ExitMessage} and ends nobody. Default: false. */
  trapsExits: boolean;
}

/** One watch over a stage. Compare it by identity. */
export interface MonitorRef {
  /** The stage that is watched. */
  readonly target: StageRef;
}

/** To `handleInfo`: a stage that was monitored has ended. */
export interface DownMessage {
  /** Tells it from other messages. */
  readonly type: "down";
  /** What `stage.monitor` answered. */
  readonly monitor: MonitorRef;
  /** Who has ended. */
  readonly stage: StageRef;
  /** Why; "noproc" where it had ended before it was monitored. */
  readonly reason: ExitReason;
}

/** To the `handleInfo` of a stage that traps exits: a linked stage has ended. */
export interface ExitMessage {
  /** Tells it from other messages. */
  readonly type: "exit";
  /** Who has ended. */
  readonly stage: StageRef;
  /** Why. */
  readonly reason: ExitReason;
}

/** How long the caller waits. */
export interface CallOptions extends WaitOptions {
  /** Milliseconds on the system's clock, Infinity for ever. Default: 5000. */
  readonly timeoutMs?: number;
}

/** Callbacks that every kind of stage may have. Each may be async, but for `handleSubscribe`. */
export interface CommonCallbacks<Out> {
  /**
   * A subscription begins: with a `"producer"` of mine, or by a `"consumer"` of mine. A consumer may
   * answer "manual": then it asks itself, by `stage.ask`. Default: "automatic".
   */
  handleSubscribe?(
    role: PeerRole,
    options: Readonly<Record<string, unknown>>,
    from: SubscriptionRef,
  ): "automatic" | "manual" | void;
  /** A subscription has ended. */
  handleCancel?(reason: CancelReason, from: SubscriptionRef): Emitted<Out>;
  /** A message by `send`, `sendAfter`, `syncInfo` or `asyncInfo`. */
  handleInfo?(message: any): Emitted<Out>;
  /** A message by `cast`. */
  handleCast?(message: any): Emitted<Out>;
  /** A request by `call`: what it returns is the answer. Events go out by `stage.emit`, before it. */
  handleCall?(request: any, from: CallRef): unknown;
  /** The stage ends. */
  terminate?(reason: ExitReason): void;
}

/** Callbacks of a stage that emits. */
export interface EmittingCallbacks<Out> extends CommonCallbacks<Out> {
  /** `count` events were dropped from the full buffer. Answer false to keep that out of the log. */
  formatDiscarded?(count: number): boolean;
}

/** What the `init` of a producer returns. */
export interface ProducerCallbacks<Out> extends EmittingCallbacks<Out> {
  /**
   * `demand` more events are asked for: an integer from 1 up, new demand that is told once.
   * What is not returned now is still owed, and may be emitted from any callback later.
   */
  handleDemand(demand: number): Emitted<Out>;
}

/** What the `init` of a producer-consumer returns. */
export interface ProducerConsumerCallbacks<In, Out> extends EmittingCallbacks<Out> {
  /** A batch of at most `maxDemand - minDemand` events. What is returned is emitted. */
  handleEvents(events: In[], from: SubscriptionRef): Emitted<Out>;
}

/** What the `init` of a consumer returns. */
export interface ConsumerCallbacks<In> extends CommonCallbacks<never> {
  /** A batch of at most `maxDemand - minDemand` events. */
  handleEvents(events: In[], from: SubscriptionRef): MaybePromise<unknown>;
}

/** What `producer(…)` makes: a value that can be started any number of times. */
export interface ProducerDefinition<out Out> {
  /** Which kind of stage it starts. */
  readonly kind: "producer";
  /** Is called at each start. */
  readonly init: (stage: StageContext) => ProducerCallbacks<Out> | typeof ignore;
}

/** What `producerConsumer(…)` makes. */
export interface ProducerConsumerDefinition<in In, out Out> {
  /** Which kind of stage it starts. */
  readonly kind: "producer-consumer";
  /** Is called at each start. */
  readonly init: (stage: StageContext) => ProducerConsumerCallbacks<In, Out> | typeof ignore;
}

/** What `consumer(…)` makes. */
export interface ConsumerDefinition<in In> {
  /** Which kind of stage it starts. */
  readonly kind: "consumer";
  /** Is called at each start. */
  readonly init: (stage: StageContext) => ConsumerCallbacks<In> | typeof ignore;
}

/** Options of one subscription. Other keys are allowed and reach the dispatcher (S-4). */
export interface SubscribeOptions<In> {
  /** The stage, or the name of one, that events come from. */
  readonly to: ProducerRef<In> | string;
  /** The most that is ever asked for and not yet received. An integer from 1 up. Default: 1000. */
  readonly maxDemand?: number;
  /** Ask again when no more than this is still to come. 0 to `maxDemand` - 1. Default: half of it. */
  readonly minDemand?: number;
  /** What the end of the producer does to this stage. Default: "permanent", it ends too (S-19). */
  readonly cancel?: CancelMode;
  /** For a partition dispatcher: the partition. */
  readonly partition?: string | number;
  /** For a broadcast dispatcher: which events this consumer is sent. */
  readonly selector?: (event: In) => boolean;
  /** What a dispatcher of yours, or a `handleSubscribe`, shall know. */
  readonly [key: string]: unknown;
}

/** Options of every stage. */
export interface StageOptions {
  /** Unique in the system. Default: the kind and a number, "producer-1". */
  readonly name?: string;
  /**
   * How long the promise of a callback may take, in ms on the system's clock; on a virtual one in the
   * host's ms too, for it stands still for what it does not know of. One that takes longer ends the stage
   * with a {@link StageError} "timeout". Not for a consumer supervisor, whose children may take their
   * time. Default: Infinity.
   */
  readonly handlerTimeoutMs?: number;
}

/** Options of a stage that emits. */
export interface EmittingOptions<Out> extends StageOptions {
  /** How events reach consumers. Default: `demandDispatcher()`. */
  readonly dispatcher?: DispatcherFactory<Out>;
  /** How many events without demand are kept: an integer from 0 up or Infinity. Default: 10 000 for a producer, Infinity for a producer-consumer. */
  readonly bufferSize?: number;
  /** Which events a full buffer keeps. Default: "last". */
  readonly bufferKeep?: BufferKeep;
}

/** Options of a producer. */
export interface ProducerOptions<Out> extends EmittingOptions<Out> {
  /** "accumulate" holds demand and events back until `system.demand(stage, "forward")`. Default: "forward". */
  readonly demand?: DemandMode;
}

/** Options of a producer-consumer. */
export interface ProducerConsumerOptions<In, Out> extends EmittingOptions<Out> {
  /** Subscriptions made while the stage starts, in this order. */
  readonly subscribeTo?: readonly SubscribeOptions<In>[];
}

/** Options of a consumer. */
export interface ConsumerOptions<In> extends StageOptions {
  /** Subscriptions made while the stage starts, in this order. */
  readonly subscribeTo?: readonly SubscribeOptions<In>[];
}

function definition<Kind extends string, Init>(kind: Kind, init: Init): { kind: Kind; init: Init } {
  if (typeof init !== "function") {
    throw new TypeError(
      `Expected ${kind}() to be given a function that returns the callbacks, got ${typeof init}: write \`${kind}((stage) => ({ … }))\``,
    );
  }
  return { kind, init };
}

/**
 * Defines a stage that emits the events it is asked for.
 *
 * State lives in the closure that `init` makes, so each start begins afresh. An emitter or socket that
 * cannot be asked is a producer too: it calls `stage.emit`, and what nobody asked for is buffered.
 *
 * @param init is called with the stage's own handle when the stage starts; returns its callbacks.
 * @throws {TypeError} if `init` is no function.
 * @example
 * const counter = producer(() => {
 *   let next = 0;
 *   return { handleDemand: (demand) => Array.from({ length: demand }, () => next++) };
 * });
 * console.assert(counter.kind === "producer");
 */
export function producer<Out>(
  init: (stage: StageContext) => ProducerCallbacks<Out> | typeof ignore,
): ProducerDefinition<Out> {
  return definition("producer", init);
}

/**
 * Defines a stage that takes events and emits others: none, one or several for each.
 *
 * It is asked by its consumers and asks its producers on its own account; events are handled only
 * while somebody downstream wants them (P-7).
 *
 * @param init is called with the stage's own handle when the stage starts; returns its callbacks.
 * @throws {TypeError} if `init` is no function.
 * @example
 * const double = producerConsumer(() => ({
 *   handleEvents: (events: number[]) => events.map((n) => n * 2),
 * }));
 * console.assert(double.kind === "producer-consumer");
 */
export function producerConsumer<In, Out>(
  init: (stage: StageContext) => ProducerConsumerCallbacks<In, Out> | typeof ignore,
): ProducerConsumerDefinition<In, Out> {
  return { ...definition("producerConsumer", init), kind: "producer-consumer" };
}

/**
 * Defines a stage that takes events and emits none: the end of a pipeline, where demand begins.
 *
 * @param init is called with the stage's own handle when the stage starts; returns its callbacks.
 * @throws {TypeError} if `init` is no function.
 * @example
 * const print = consumer(() => ({
 *   handleEvents: (events: number[]) => { console.log(events); },
 * }));
 * console.assert(print.kind === "consumer");
 */
export function consumer<In>(
  init: (stage: StageContext) => ConsumerCallbacks<In> | typeof ignore,
): ConsumerDefinition<In> {
  return definition("consumer", init);
}
