import type { WaitOptions } from "./abort.ts";
import type {
  CallOptions,
  ConsumerDefinition,
  ConsumerOptions,
  ConsumerRef,
  ProducerConsumerDefinition,
  ProducerConsumerOptions,
  ProducerConsumerRef,
  ProducerDefinition,
  ProducerOptions,
  ProducerRef,
  StageRef,
  SubscribeOptions,
  SubscriptionRef,
} from "./definitions.ts";
import { noproc } from "./call-stage.ts";
import type { ConsumerSupervisorDefinition } from "./consumer-supervisor.ts";
import { endProcess } from "./end-process.ts";
import type { ExitReason } from "./exit-reason.ts";
import {
  checkDemand,
  checkFiniteMs,
  checkMs,
  checkOptions,
  type DemandMode,
  demandMode,
} from "./options.ts";
import { Process } from "./process.ts";
import { tagAsk, tagCancel, tagCast, tagInfo } from "./protocol.ts";
import { edge } from "./notices.ts";
import { postRequest, postSubscribe, requestStage, requestSubscribe } from "./request-stage.ts";
import { type SystemSnapshot, takeSnapshot } from "./snapshot.ts";
import { Stage } from "./stage.ts";
import { type StreamOptions, StageStream, type StreamSource } from "./stage-stream.ts";
import { type AnyDefinition, startStage } from "./start-stage.ts";
import type { Subscription } from "./subscription.ts";
import type { SupervisorRef } from "./supervisor.ts";
import { observedIn, SystemBase } from "./system-base.ts";
import type { CloseOptions, StageInspection, SystemOptions } from "./system-options.ts";
import type { Trace, TraceEntry } from "./trace.ts";

/** Where a watcher of a program leaves a function that is called with each system it makes. */
const announced: unique symbol = Symbol.for("headgate.systems");

/**
 * Stages that run together: one clock, one run queue, one set of names. Systems share nothing, and a
 * system that nobody refers to any more is garbage like any other object.
 *
 * @throws {TypeError} if an option is of the wrong kind.
 * @example
 * const system = new System({ clock: "virtual" });
 * const numbers = system.start(fromIterable([1, 2, 3]));
 * const seen = [];
 * for await (const n of system.stream(numbers)) seen.push(n);
 * console.assert(seen.join() === "1,2,3");
 */
export class System extends SystemBase {
  constructor(options: SystemOptions = {}) {
    super(options);
    // Who is handed a system shall not put another trace in the place of its own.
    const trace = Object.getOwnPropertyDescriptor(System.prototype, "trace")!;
    Object.defineProperty(this, "trace", { ...trace, configurable: false });
    // Whoever watches the systems of a program has left this; nobody has, else.
    (globalThis as { [announced]?: (system: System) => void })[announced]?.(this);
  }

  // --- Starting and stopping ----------------------------------------------------------------

  /**
   * Starts a stage. Its `init` runs now, and so do its subscriptions (I-6, I-8); messages are handled
   * once the caller has returned.
   *
   * @returns the running stage.
   * @throws {TypeError | RangeError} for a wrong option of the stage or of a subscription.
   * @throws {StageError} "already_started": a running stage has that name; "not_started": `init` asked
   *   to stop, or a producer to subscribe to is not there; "closed": the system was closed, or its
   *   signal aborted, whose reason is the error's `reason`.
   * @throws what `init` throws.
   */
  start<Out>(definition: ProducerDefinition<Out>, options?: ProducerOptions<Out>): ProducerRef<Out>;
  start<In, Out>(
    definition: ProducerConsumerDefinition<In, Out>,
    options?: ProducerConsumerOptions<In, Out>,
  ): ProducerConsumerRef<In, Out>;
  start<In>(
    definition: ConsumerDefinition<In> | ConsumerSupervisorDefinition<In>,
    options?: ConsumerOptions<In>,
  ): ConsumerRef<In>;
  start(definition: unknown, options?: object): StageRef {
    this.checkOpen();
    this.observe();
    return startStage(this, this.stages, definition as AnyDefinition, options);
  }

  /**
   * Ends a stage in its turn: its `terminate` runs, then it ends with `reason`. The reason "kill" ends
   * it at once, without `terminate`; others see "killed" (O-3). A supervisor ends its children first.
   *
   * @returns when it has ended. Stopping a stage that has ended does nothing. An aborted signal ends
   *   the wait only.
   */
  async stop(
    stage: StageRef | SupervisorRef | string,
    reason: ExitReason = "normal",
    { signal }: WaitOptions = {},
  ): Promise<void> {
    const target = stage instanceof Process ? stage : this.resolve(stage);
    if (target === undefined || !target.isAlive) return;
    if (reason === "kill") target.exit("killed");
    else await this.loop.waitOutside(endProcess(target, reason, Infinity, signal), true);
  }

  /**
   * Ends all stages, one after another, the last started first, so consumers usually before their
   * producers; supervisors end their own children. A stage that takes longer than `shutdownMs` is
   * killed. Nothing starts in the system any more.
   *
   * `await using system = new System()` does this at the end of the block.
   *
   * @returns when all have ended. An aborted signal ends the wait, and what runs then runs on.
   * @example
   * const system = new System();
   * const feed = system.start(fromIterable([1, 2, 3]));
   * await system.close();
   * console.assert(feed.exitReason === "shutdown");
   */
  async close(options: CloseOptions = {}): Promise<void> {
    checkOptions(options, "close()", ["reason", "shutdownMs", "signal"]);
    const { reason = "shutdown", shutdownMs = 5000, signal } = options;
    checkMs("shutdownMs", shutdownMs);
    this.isClosed = true;
    const end = async (): Promise<void> => {
      for (const processes of [this.roots, this.stages.values()]) {
        for (const process of [...processes].reverse()) {
          const limitMs = process instanceof Stage ? shutdownMs : Infinity;
          await endProcess(process, reason, limitMs, signal);
        }
      }
    };
    // Between two stages nobody else is at work, and yet the system is not idle.
    const worker = { waitCount: 1, isAtWork: false };
    this.loop.suspended(worker);
    try {
      await this.loop.waitOutside(end(), true);
    } finally {
      this.loop.resumed(worker);
      this.loop.runSoon();
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The running stage of that name. Which kind of stage it is, the caller says. */
  whereis<Ref extends StageRef = StageRef>(name: string): Ref | undefined {
    return this.stages.get(name) as Ref | undefined;
  }

  /** Whether a stage runs. */
  isAlive(stage: StageRef | string): boolean {
    return this.resolve(stage)?.isAlive ?? false;
  }

  // --- Messages -----------------------------------------------------------------------------

  /** Sends a message to a stage's `handleInfo`. To a stage that has ended it goes nowhere. */
  send(to: StageRef | string, message: unknown): void {
    this.resolve(to)?.post(tagInfo, message, undefined);
  }

  /** Sends a message to a stage's `handleCast`. To a stage that has ended it goes nowhere. */
  cast(to: StageRef | string, message: unknown): void {
    this.resolve(to)?.post(tagCast, message, undefined);
  }

  /**
   * Sends a request to a stage's `handleCall` and waits for the answer. A stage that waits for another
   * does so by `stage.call`.
   *
   * @throws {StageError} "noproc", "exit" or "timeout". The signal's reason, where it is aborted: a
   *   request whose turn has not come is withdrawn then.
   */
  call(to: StageRef | string, request: unknown, options?: CallOptions): Promise<unknown> {
    return this.loop.waitOutside(this.callFrom(undefined, to, request, options), true);
  }

  /** Sends a message to `handleInfo`, behind the events that are buffered at that time. */
  asyncInfo(to: StageRef | string, message: unknown): void {
    postRequest(this, to, (stage) => stage.queueInfo(message));
  }

  /** As `asyncInfo`, and waits until the stage has put the message in its place. */
  async syncInfo(to: StageRef | string, message: unknown, wait?: WaitOptions): Promise<void> {
    await requestStage(this, to, (stage) => stage.queueInfo(message), wait);
  }

  // --- Subscriptions ------------------------------------------------------------------------

  /**
   * Has a consumer subscribe, and answers the subscription once its `subscribe` is on its way (S-29).
   * Aborted before that, it does not subscribe.
   *
   * @throws {TypeError | RangeError} for a wrong option; the stage lives on.
   * @throws {StageError} "not_a_consumer" for a producer; "noproc" where `consumer` has ended.
   */
  async syncSubscribe<In>(
    consumer: ConsumerRef<In> | string,
    options: SubscribeOptions<In>,
    wait?: WaitOptions,
  ): Promise<SubscriptionRef> {
    return await requestSubscribe(this, consumer, options, undefined, wait);
  }

  /** As `syncSubscribe`, without waiting. A wrong option is thrown here. */
  asyncSubscribe<In>(consumer: ConsumerRef<In> | string, options: SubscribeOptions<In>): void {
    postSubscribe(this, consumer, options);
  }

  /**
   * Subscribes anew and ends `subscription` with `reason`, in one message to the producer (S-24). A
   * permanent subscription that ends takes its consumer with it, by this reason too (S-25).
   */
  async syncResubscribe<In>(
    consumer: ConsumerRef<In> | string,
    subscription: SubscriptionRef,
    reason: ExitReason,
    options: SubscribeOptions<In>,
    wait?: WaitOptions,
  ): Promise<SubscriptionRef> {
    return await requestSubscribe(this, consumer, options, { subscription, reason }, wait);
  }

  /** As `syncResubscribe`, without waiting. */
  asyncResubscribe<In>(
    consumer: ConsumerRef<In> | string,
    subscription: SubscriptionRef,
    reason: ExitReason,
    options: SubscribeOptions<In>,
  ): void {
    postSubscribe(this, consumer, options, { subscription, reason });
  }

  /** Asks on a subscription, as its consumer would (S-16): an integer from 0 up, 0 does nothing. */
  ask(from: SubscriptionRef, demand: number): void {
    checkDemand(demand);
    const subscription = from as Subscription;
    if (demand === 0) return;
    subscription.asked += demand;
    observedIn(this).tracer?.add({ type: "ask", ...edge(subscription), demand });
    subscription.producer.post(tagAsk, subscription, demand);
  }

  /** Asks the producer to end a subscription (S-18). */
  cancel(from: SubscriptionRef, reason: ExitReason = "normal"): void {
    (from as Subscription).producer.post(tagCancel, from, reason);
  }

  /** The demand mode of a producer; of other stages "forward". */
  demand(stage: StageRef | string): Promise<DemandMode>;
  /** Sets the demand mode of a producer: "accumulate" holds, "forward" plays back what was held. */
  demand(stage: StageRef | string, mode: DemandMode): void;
  demand(stage: StageRef | string, mode?: DemandMode): Promise<DemandMode> | void {
    if (mode === undefined) {
      const read = (s: Stage): unknown => s.producing?.mode ?? "forward";
      return requestStage(this, stage, read) as Promise<DemandMode>;
    }
    const checked = demandMode(mode);
    postRequest(this, stage, (s) => s.setMode(checked));
  }

  /** How many events wait in a stage's buffer, as far as R-14 counts them. */
  async estimateBufferedCount(stage: StageRef | string, wait?: WaitOptions): Promise<number> {
    const read = (s: Stage): unknown => s.producing?.estimatedBufferedCount ?? 0;
    return (await requestStage(this, stage, read, wait)) as number;
  }

  // --- Time and observation -----------------------------------------------------------------

  /** Milliseconds on the system's clock; a virtual one starts at 0. */
  now(): number {
    return this.loop.scheduler.now();
  }

  /**
   * Resolves when every mailbox is empty and nobody is running. Handlers that sleep on a virtual
   * clock are run through; messages that are only due later (`sendAfter`) are not waited for.
   */
  idle(options: WaitOptions = {}): Promise<void> {
    checkOptions(options, "idle()", ["signal"]);
    return this.loop.idle(options.signal);
  }

  /**
   * Moves a virtual clock on by `ms` and runs what is due until then; on the real clock, waits as
   * long. From the first call on, a virtual clock stands still between calls until `idle` is awaited.
   * Aborted, it stops where it is.
   */
  async advance(ms: number, { signal }: WaitOptions = {}): Promise<void> {
    checkFiniteMs(ms);
    await this.loop.advance(ms, signal);
  }

  /** What a stage is just now. */
  inspect(stage: StageRef | string): StageInspection {
    const target = this.resolve(stage);
    if (target === undefined) throw noproc(stage);
    return {
      name: target.name,
      kind: target.kind,
      isAlive: target.isAlive,
      exitReason: target.exitReason,
      mailboxSize: target.mailboxSize,
      producers: [...(target.consuming?.producers ?? [])],
      consumers: [...(target.producing?.consumers ?? [])],
      bufferedCount: target.producing?.bufferedCount ?? 0,
    };
  }

  /**
   * What all stages and subscriptions are just now, as plain data that JSON can hold. It needs no trace, and
   * stages run no slower for it; `inspect` tells of one stage.
   *
   * @example
   * const system = new System();
   * const feed = system.start(fromIterable([1, 2, 3]), { name: "feed" });
   * system.start(consumer(() => ({ handleEvents: () => {} })), {
   *   subscribeTo: [{ to: feed, maxDemand: 10 }],
   * });
   * const [subscription] = system.snapshot().subscriptions;
   * console.assert(subscription?.pending === 10 && subscription.delivered === 0);
   */
  snapshot(): SystemSnapshot {
    return takeSnapshot(this.now(), this.stages.values());
  }

  /**
   * What happened so far, frozen: `entries` do not grow once they are read. Empty unless the system was made
   * with `trace`.
   */
  get trace(): Trace {
    return observedIn(this).kept?.trace ?? { entries: [], truncated: 0 };
  }

  /**
   * Calls back with each entry of the trace from now on, also in a system that keeps none. With
   * `isWanted`, only while that answers true; it is asked whenever the stages begin to run, and while
   * it answers false the system spends nothing on entries.
   *
   * @returns how to end that.
   * @example
   * const system = new System();
   * const names: string[] = [];
   * const end = system.listen((entry) => {
   *   if (entry.type === "start") names.push(entry.stage);
   * });
   * system.start(fromIterable([1, 2, 3]), { name: "feed" });
   * end();
   * console.assert(names.join() === "feed");
   */
  listen(listener: (entry: TraceEntry) => void, isWanted?: () => boolean): () => void {
    return this.tellTo(listener, isWanted);
  }

  /**
   * The events of one stage or several, as an async iterable. It subscribes when the loop asks for its
   * first event, and asks for more only when the loop comes back for them. When the producers end in
   * order, so does the loop; when one fails, the loop throws (E-4, E-5). Leaving the loop early cancels
   * the subscriptions.
   *
   * @param from a producer, its name, or a subscription as in `subscribeTo`; or a list of them.
   * @throws {TypeError | RangeError} for a wrong option.
   * @throws {StageError} "exit" out of the loop, where a producer failed. The signal's reason, where it
   *   is aborted.
   */
  stream<Out>(
    from: StreamSource<Out> | readonly StreamSource<Out>[],
    options: StreamOptions = {},
  ): StageStream<Out> {
    return new StageStream<Out>(this, from, options);
  }

  /** @internal A stage that has never run, for a name that nobody has. */
  nobody(name: string): Stage {
    const stage = new Stage(this, "producer", name, observedIn(this));
    stage.neverRan("noproc");
    return stage;
  }
}
