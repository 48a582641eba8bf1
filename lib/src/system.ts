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
import { callStage, noproc } from "./call-stage.ts";
import type { ConsumerSupervisorDefinition } from "./consumer-supervisor.ts";
import { notAConsumer } from "./consumer-side.ts";
import { quoted, StageError } from "./errors.ts";
import type { ExitReason } from "./exit-reason.ts";
import { checkDemand, checkMs, type DemandMode, demandMode } from "./options.ts";
import {
  type Replaces,
  tagAsk,
  tagCancel,
  tagCast,
  tagInfo,
  tagRequest,
  tagStop,
} from "./protocol.ts";
import { RunLoop } from "./run-loop.ts";
import { Stage } from "./stage.ts";
import { stallError } from "./stall-error.ts";
import { type StreamOptions, StageStream } from "./stage-stream.ts";
import { type AnyDefinition, checkSubscribeTo, startStage } from "./start-stage.ts";
import type { Subscription } from "./subscription.ts";
import { type StageInspection, type SystemOptions, systemSettings } from "./system-options.ts";
import { type Trace, Tracer } from "./trace.ts";

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
export class System {
  /** @internal */
  readonly loop: RunLoop;
  /** @internal */
  readonly tracer: Tracer | undefined;
  readonly #stages = new Map<string, Stage>();
  readonly #log: (sentence: string) => void;
  readonly #counts = new Map<string, number>();
  #subscriptionCount = 0;

  constructor(options: SystemOptions = {}) {
    const { scheduler, isShuffled, traceLimit, log } = systemSettings(options);
    this.loop = new RunLoop(scheduler, isShuffled, () => stallError(this.#stages.values()));
    if (traceLimit !== undefined) this.tracer = new Tracer(traceLimit, () => scheduler.now());
    this.#log = log;
  }

  // --- Starting and stopping ----------------------------------------------------------------

  /**
   * Starts a stage. Its `init` runs now, and so do its subscriptions (I-6, I-8); messages are handled
   * once the caller has returned.
   *
   * @returns the running stage.
   * @throws {TypeError | RangeError} for a wrong option of the stage or of a subscription.
   * @throws {StageError} "already_started": a running stage has that name; "not_started": `init` asked
   *   to stop, or a producer to subscribe to is not there.
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
    return startStage(this, this.#stages, definition as AnyDefinition, options);
  }

  /**
   * Ends a stage in its turn: its `terminate` runs, then it ends with `reason`. The reason "kill" ends
   * it at once, without `terminate`; others see "killed" (O-3).
   *
   * @returns when it has ended. Stopping a stage that has ended does nothing.
   */
  async stop(stage: StageRef | string, reason: ExitReason = "normal"): Promise<void> {
    const target = this.resolve(stage);
    if (target === undefined || !target.isAlive) return;
    if (reason === "kill") {
      target.exit("killed");
      return;
    }
    const ended = new Promise<void>((resolve) =>
      target.owe({ resolve: () => {}, reject: () => resolve() }),
    );
    target.post(tagStop, reason, undefined);
    await this.loop.waitOutside(ended);
  }

  /** The running stage of that name. */
  whereis(name: string): StageRef | undefined {
    return this.#stages.get(name);
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
   * Sends a request to a stage's `handleCall` and waits for the answer.
   *
   * @throws {StageError} "noproc", "exit" or "timeout".
   */
  call(to: StageRef | string, request: unknown, options?: CallOptions): Promise<unknown> {
    return this.loop.waitOutside(this.callFrom(undefined, to, request, options));
  }

  /** Sends a message to `handleInfo`, behind the events that are buffered at that time. */
  asyncInfo(to: StageRef | string, message: unknown): void {
    this.resolve(to)?.post(tagRequest, (stage: Stage) => stage.queueInfo(message), undefined);
  }

  /** As `asyncInfo`, and waits until the stage has put the message in its place. */
  async syncInfo(to: StageRef | string, message: unknown): Promise<void> {
    await this.#request(to, (stage) => stage.queueInfo(message));
  }

  // --- Subscriptions ------------------------------------------------------------------------

  /**
   * Has a consumer subscribe, and answers the subscription once its `subscribe` is on its way (S-29).
   *
   * @throws {TypeError | RangeError} for a wrong option; the stage lives on.
   * @throws {StageError} "not_a_consumer" for a producer; "noproc" where `consumer` has ended.
   */
  async syncSubscribe<In>(
    consumer: ConsumerRef<In> | string,
    options: SubscribeOptions<In>,
  ): Promise<SubscriptionRef> {
    return await this.#subscribe(consumer, options, undefined);
  }

  /** As `syncSubscribe`, without waiting. A wrong option is thrown here. */
  asyncSubscribe<In>(consumer: ConsumerRef<In> | string, options: SubscribeOptions<In>): void {
    this.#castSubscribe(consumer, options, undefined);
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
  ): Promise<SubscriptionRef> {
    return await this.#subscribe(consumer, options, { subscription, reason });
  }

  /** As `syncResubscribe`, without waiting. */
  asyncResubscribe<In>(
    consumer: ConsumerRef<In> | string,
    subscription: SubscriptionRef,
    reason: ExitReason,
    options: SubscribeOptions<In>,
  ): void {
    this.#castSubscribe(consumer, options, { subscription, reason });
  }

  /** Asks on a subscription, as its consumer would (S-16): an integer from 0 up, 0 does nothing. */
  ask(from: SubscriptionRef, demand: number): void {
    checkDemand(demand);
    const subscription = from as Subscription;
    if (demand > 0) subscription.producer.post(tagAsk, subscription, demand);
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
      return this.#request(stage, read) as Promise<DemandMode>;
    }
    const checked = demandMode(mode);
    this.#post(stage, (s) => s.setMode(checked));
  }

  /** How many events wait in a stage's buffer, as far as R-14 counts them. */
  async estimateBufferedCount(stage: StageRef | string): Promise<number> {
    const read = (s: Stage): unknown => s.producing?.estimatedBufferedCount ?? 0;
    return (await this.#request(stage, read)) as number;
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
  idle(): Promise<void> {
    return this.loop.idle();
  }

  /**
   * Moves a virtual clock on by `ms` and runs what is due until then; on the real clock, waits as
   * long. From the first call on, a virtual clock stands still between calls until `idle` is awaited.
   */
  async advance(ms: number): Promise<void> {
    checkMs("ms", ms);
    if (ms === Infinity) {
      throw new RangeError("Expected `ms` to be a finite number of milliseconds, got `Infinity`");
    }
    await this.loop.advance(ms);
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

  /** What happened so far. Empty unless the system was made with `trace`. */
  get trace(): Trace {
    return this.tracer ?? { entries: [], truncated: 0 };
  }

  /**
   * The events of one stage or several, as an async iterable. It asks only when the loop comes back
   * for more. When the producers end in order, so does the loop; when one fails, the loop throws
   * (E-4, E-5). Leaving the loop early cancels the subscriptions.
   *
   * @throws {StageError} "exit" out of the loop, where a producer failed.
   */
  stream<Out>(
    from: ProducerRef<Out> | string | readonly (ProducerRef<Out> | string)[],
    options: StreamOptions = {},
  ): AsyncIterableIterator<Out> {
    return new StageStream(this, from, options) as AsyncIterableIterator<Out>;
  }

  // --- For the library itself ---------------------------------------------------------------

  /** @internal */
  resolve(stage: unknown): Stage | undefined {
    if (typeof stage === "string") return this.#stages.get(stage);
    if (stage instanceof Stage) return stage;
    throw new TypeError(`Expected a stage that was started, or its name, got ${quoted(stage)}`);
  }

  /** @internal */
  nextSubscriptionId(): number {
    return ++this.#subscriptionCount;
  }

  /** @internal The next number for a stage without a name. */
  nextNumber(kind: string): number {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return count;
  }

  /** @internal */
  forget(stage: Stage): void {
    if (this.#stages.get(stage.name) === stage) this.#stages.delete(stage.name);
  }

  /** @internal */
  sendAfter(stage: Stage, ms: number, message: unknown): () => void {
    const { scheduler } = this.loop;
    const timer = scheduler.setTimer(ms, () => stage.post(tagInfo, message, undefined));
    return () => scheduler.clearTimer(timer);
  }

  /** @internal */
  async callFrom(
    caller: Stage | undefined,
    to: StageRef | string,
    request: unknown,
    options: CallOptions = {},
  ): Promise<unknown> {
    const target = this.resolve(to);
    if (target === undefined || !target.isAlive) throw noproc(to);
    return await callStage(caller, target, request, options);
  }

  /** @internal A stage that has never run, for a name that nobody has. */
  nobody(name: string): Stage {
    const stage = new Stage(this, "producer", name);
    stage.isAlive = false;
    stage.exitReason = "noproc";
    return stage;
  }

  /** @internal */
  report(sentence: string): void {
    try {
      this.#log(sentence);
    } catch {
      // A log that throws is no reason to stop anybody.
    }
  }

  async #subscribe(
    consumer: StageRef | string,
    options: object,
    replaces: Replaces | undefined,
  ): Promise<SubscriptionRef> {
    checkSubscribeTo(this, options);
    const target = this.resolve(consumer);
    if (target?.kind === "producer") {
      throw new StageError("not_a_consumer", notAConsumer(target.name, target.kind));
    }
    const request = (stage: Stage): unknown => stage.consuming?.subscribe(options, replaces);
    return (await this.#request(consumer, request)) as Subscription;
  }

  #castSubscribe(
    consumer: StageRef | string,
    options: object,
    replaces: Replaces | undefined,
  ): void {
    checkSubscribeTo(this, options);
    const target = this.resolve(consumer);
    if (target?.kind === "producer") this.report(notAConsumer(target.name, target.kind));
    else this.#post(consumer, (stage) => void stage.consuming?.subscribe(options, replaces));
  }

  #post(to: StageRef | string, request: (stage: Stage) => unknown): void {
    this.resolve(to)?.post(tagRequest, request, undefined);
  }

  #request(to: StageRef | string, request: (stage: Stage) => unknown): Promise<unknown> {
    const target = this.resolve(to);
    if (target === undefined || !target.isAlive) return Promise.reject(noproc(to));
    return this.loop.waitOutside(
      new Promise((resolve, reject) => target.post(tagRequest, request, { resolve, reject })),
    );
  }
}
