import type { WaitOptions } from "./abort.ts";
import type { Children } from "./children.ts";
import { ConsumerSide } from "./consumer-side.ts";
import {
  type CallOptions,
  type CallRef,
  type CommonCallbacks,
  type ConsumerCallbacks,
  type StageContext,
  type StageRef,
  type SubscriptionRef,
} from "./definitions.ts";
import { quoted } from "./errors.ts";
import type { ExitReason } from "./exit-reason.ts";
import { lock } from "./lock.ts";
import { checkDemand, checkFiniteMs, type DemandMode, type StageSettings } from "./options.ts";
import { Process } from "./process.ts";
import { MessageSide } from "./message-side.ts";
import { Notices } from "./notices.ts";
import { ProducerSide } from "./producer-side.ts";
import {
  type Call,
  completed,
  type PeerRole,
  type Replaces,
  tagAsk,
  tagCancel,
  tagCancelled,
  tagConsumerDown,
  tagDemand,
  tagEvents,
  tagInfo,
  tagProducerDown,
  tagRequest,
  tagStop,
  tagSubscribe,
} from "./protocol.ts";
import * as report from "./report.ts";
import type { Subscription } from "./subscription.ts";
import type { System } from "./system.ts";
import { isThenable } from "./thenable.ts";
import type { Observed, StageKind } from "./trace.ts";

/**
 * The process behind every kind of stage: it turns messages into calls of the user's callbacks. What
 * it is to its producers, to its consumers and to everybody else are parts of their own, so the kinds
 * differ only in which parts they have.
 */
export class Stage extends Process implements StageContext {
  producing: ProducerSide | undefined;
  consuming: ConsumerSide | undefined;
  readonly #notices: Notices;
  /** The callback that runs, or ran last, for the report of a crash. */
  callback = "init";
  #messages: MessageSide | undefined;
  #callbacks: CommonCallbacks<unknown> = {};
  readonly kind: StageKind;
  readonly system: System;
  /** Subscriptions to this stage whose consumers want to hear of its end. */
  readonly watchers: Set<Subscription> = new Set();
  #isCompleting = false;
  #isOver = false;
  // What `init` emitted, before there was a dispatcher.
  readonly #early: unknown[][] = [];

  constructor(system: System, kind: StageKind, name: string, observed: Observed) {
    super(system.loop, name);
    this.system = system;
    this.kind = kind;
    this.#notices = new Notices(this, observed);
    lock<Stage>(this, "name", "kind");
  }

  /** Takes the callbacks that `init` returned, and makes the parts of this kind of stage. */
  setUp(callbacks: CommonCallbacks<unknown>, settings: StageSettings): void {
    if (this.#messages !== undefined) return;
    this.#callbacks = callbacks;
    this.handlerTimeoutMs = settings.handlerTimeoutMs;
    this.#messages = new MessageSide(this, this.#notices, callbacks);
    if (this.kind === "producer" || this.kind === "producer-consumer") {
      this.producing = new ProducerSide(this, this.#notices, settings, callbacks);
      for (const events of this.#early.splice(0)) this.producing.emit(events);
    }
    if (this.kind !== "producer") {
      const handlers = callbacks as ConsumerCallbacks<unknown>;
      this.consuming = new ConsumerSide(this, this.#notices, this.producing, handlers);
    }
    this.#notices.started(this.producing && settings.bufferSize);
  }

  /** How many children a consumer supervisor has. */
  get childCount(): number {
    const { count = 0 } = this.#callbacks as Partial<Children>;
    return this.kind === "consumer-supervisor" ? count : 0;
  }

  /** Somebody begins to observe, or nobody does any more. */
  observed(): void {
    this.producing?.changed();
  }

  /** Events that were discarded so far. */
  get discardedCount(): number {
    return this.#notices.discardedCount;
  }

  /** Events are lost that the library held for this stage. */
  lose(count: number, why: string): void {
    this.#notices.lost(count, why);
  }

  /** This stage ends because a producer of it did. */
  follows(subscription: Subscription, reason: ExitReason): void {
    this.#notices.follows(subscription, reason);
  }

  // --- Messages -----------------------------------------------------------------------------

  override receiveEvents(subscription: unknown, events: unknown[]): void {
    this.consuming?.onEvents(subscription as Subscription, events);
  }

  override receive(tag: number, a: unknown, b: unknown): void {
    if (tag === tagEvents) this.receiveEvents(a, b as unknown[]);
    else if (tag === tagAsk) this.producing?.onAsk(a as Subscription, b as number);
    else this.#receiveOther(tag, a, b);
  }

  #receiveOther(tag: number, a: unknown, b: unknown): void {
    switch (tag) {
      case tagSubscribe:
        if (this.producing === undefined) {
          this.system.report(report.subscribedReport(this.name, this.kind));
        } else this.producing.onSubscribe(a as Subscription, b as Replaces | undefined);
        return;
      case tagCancel:
        this.producing?.onCancel(a as Subscription, "cancel", b);
        return;
      case tagConsumerDown:
        this.producing?.onCancel(a as Subscription, "down", b);
        return;
      case tagCancelled:
        this.consuming?.onCancel(a as Subscription, "cancel", b);
        return;
      case tagProducerDown:
        this.consuming?.onCancel(a as Subscription, "down", b);
        return;
      case tagDemand:
        this.producing?.onDemand(a as number);
        return;
      case tagStop:
        this.stopReason = { reason: a };
        return;
      default:
        this.#messages?.receive(tag, a, b);
    }
  }

  // --- What its sides call ------------------------------------------------------------------

  /** Goes on with what a callback returned, now or when it is settled. */
  whenSettled(result: unknown, next: (value: unknown) => void): void {
    if (isThenable(result)) this.suspend(result, next);
    else next(result);
  }

  /** Emits what a callback returned; what a consumer returns is nobody's. */
  emitting(callback: string, result: unknown, then?: () => void): void {
    this.whenSettled(result, (events) => {
      if (this.producing !== undefined) this.producing.emitted(events, callback);
      else this.#notices.returned(events);
      if (then !== undefined && this.stopReason === undefined && this.isAlive) then();
      this.pump();
    });
  }

  /** A consumer asks. Where that only adds to the demand of a stage that waits, it needs no turn. */
  asked(subscription: Subscription, demand: number): void {
    if (!this.mayAnswerNow || this.consuming?.hasQueued !== false) {
      this.post(tagAsk, subscription, demand);
      return;
    }
    try {
      this.producing?.onAsk(subscription, demand);
    } catch (error) {
      this.crash(error);
    }
  }

  /** Runs `handleSubscribe`. */
  subscribed(role: PeerRole, subscription: Subscription): "automatic" | "manual" {
    this.callback = "handleSubscribe";
    const mode = this.#callbacks.handleSubscribe?.(role, subscription.options, subscription);
    if (mode === undefined || mode === "automatic" || mode === "manual") return mode ?? "automatic";
    throw new TypeError(
      `Expected \`handleSubscribe\` to return "automatic", "manual" or nothing, and not a promise, got ${quoted(mode)}`,
    );
  }

  /** Runs `handleCancel`, then goes on unless it stopped the stage. */
  cancelled(
    kind: "cancel" | "down",
    reason: ExitReason,
    subscription: Subscription,
    then: () => void,
  ): void {
    this.callback = "handleCancel";
    this.emitting(
      "handleCancel",
      this.#callbacks.handleCancel?.({ kind, reason }, subscription),
      then,
    );
  }

  pump(): void {
    this.consuming?.pump();
  }

  // --- Its end ------------------------------------------------------------------------------

  protected override crashed(error: unknown): void {
    this.system.report(report.crashReport(this.name, this.callback, error));
  }

  protected override terminating(reason: ExitReason): void {
    this.callback = "terminate";
    const ending: unknown = this.#callbacks.terminate?.(reason);
    if (isThenable(ending)) ending.then(undefined, (error: unknown) => this.crashed(error));
  }

  protected override ended(reason: ExitReason, unhandled: unknown[][]): void {
    if (this.isAlive || this.#isOver) return;
    this.#isOver = true;
    this.producing?.changed();
    if (this.kind === "consumer-supervisor") (this.#callbacks as Partial<Children>).abandon?.();
    const waiting = unhandled.reduce((sum, events) => sum + events.length, 0);
    const queued = this.consuming?.unhandledCount ?? 0;
    this.#notices.lost(waiting + queued, report.lostOnTheWay.stageEnded);
    this.#notices.lost(
      this.producing?.bufferedCount ?? 0,
      "the stage ended with them in its buffer",
    );
    this.#notices.lost(this.producing?.heldCount ?? 0, "the stage ended and had held them back");
    for (const subscription of this.consuming?.producers ?? []) {
      subscription.closeToConsumer();
      (subscription.producer as Stage).watchers.delete(subscription);
      if (subscription.isOpenToProducer) {
        subscription.producer.post(tagConsumerDown, subscription, reason);
      }
    }
    for (const subscription of this.watchers) {
      subscription.isOpenToProducer = false;
      subscription.consumer.post(tagProducerDown, subscription, reason);
    }
    this.#notices.ended(reason);
    this.system.forget(this);
  }

  // --- What the user may do -----------------------------------------------------------------

  emit(events: readonly unknown[]): void {
    if (!Array.isArray(events)) {
      throw new TypeError(`Expected \`emit\` to be given a list of events, got ${quoted(events)}`);
    }
    if (!this.isAlive)
      this.#notices.lost(events.length, "the stage had ended when it emitted them");
    else if (this.kind === "consumer" || this.kind === "consumer-supervisor") {
      this.#notices.returned(events);
    } else if (this.producing === undefined) this.#early.push(events.slice());
    else this.#emitNow(this.producing, events.slice());
  }

  #emitNow(producing: ProducerSide, events: unknown[]): void {
    try {
      producing.emit(events);
    } catch (error) {
      // A hash or selector threw; maybe out of turn, where nobody else would end the stage for it.
      this.crash(error);
      throw error;
    }
  }

  ask(from: SubscriptionRef, demand: number): void {
    checkDemand(demand);
    if (demand > 0) this.consuming?.ask(from as Subscription, demand);
  }

  cancel(from: SubscriptionRef, reason: ExitReason = "normal"): void {
    (from as Subscription).producer.post(tagCancel, from, reason);
  }

  stop(reason: ExitReason = "normal"): void {
    this.stopReason ??= { reason };
    this.post(tagStop, reason, undefined);
  }

  complete(): void {
    if (this.#isCompleting) return;
    this.#isCompleting = true;
    this.asyncInfo(completed);
  }

  sleep(ms: number, options?: WaitOptions): Promise<void> {
    checkFiniteMs(ms);
    return this.loop.sleep(ms, this, options?.signal);
  }

  send(to: StageRef | string, message: unknown): void {
    this.system.send(to, message);
  }

  sendAfter(ms: number, message: unknown): () => void {
    checkFiniteMs(ms);
    return this.system.sendAfter(this, ms, message);
  }

  asyncInfo(message: unknown): void {
    this.post(tagRequest, (stage: Stage) => stage.queueInfo(message), undefined);
  }

  /** Hands an info message on behind what is queued and buffered. */
  queueInfo(message: unknown): void {
    this.#notices.info("queued", message);
    if (this.consuming?.onInfo(message)) this.pump();
    else if (this.producing !== undefined) this.producing.onInfo(message, message === completed);
    else this.post(tagInfo, message, undefined);
  }

  call(to: StageRef | string, request: unknown, options?: CallOptions): Promise<unknown> {
    return this.loop.waitAs(this, this.system.callFrom(this, to, request, options));
  }

  reply(to: CallRef, value: unknown): void {
    const call = to as Call;
    if (call.isAnswered) return;
    call.isAnswered = true;
    call.owner.answered(call.reply);
    call.reply.resolve(value);
  }

  now(): number {
    return this.loop.scheduler.now();
  }

  setMode(mode: DemandMode): void {
    if (this.producing !== undefined && this.consuming === undefined) this.producing.setMode(mode);
    else if (this.producing === undefined || mode === "accumulate") {
      this.system.report(report.noModeReport(this.name, this.kind));
    }
  }
}
