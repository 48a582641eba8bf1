import { ConsumerSide } from "./consumer-side.ts";
import {
  type CallOptions,
  type CallRef,
  type CommonCallbacks,
  type ConsumerCallbacks,
  noReply,
  type StageContext,
  type StageRef,
  type SubscriptionRef,
} from "./definitions.ts";
import { exitError, quoted } from "./errors.ts";
import { type ExitReason, isCleanReason } from "./exit-reason.ts";
import { checkDemand, checkMs, type DemandMode, type StageSettings } from "./options.ts";
import { type Monitor, Process } from "./process.ts";
import { ProducerSide } from "./producer-side.ts";
import {
  Call,
  completed,
  type PeerRole,
  type Replaces,
  type Reply,
  tagAsk,
  tagCall,
  tagCancel,
  tagCancelled,
  tagCast,
  tagConsumerDown,
  tagDemand,
  tagDown,
  tagEvents,
  tagExit,
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
import type { StageKind, Tracer } from "./trace.ts";

/** A request of the library to a stage, handled in its turn. */
export type Request = (stage: Stage) => unknown;

/**
 * The process behind every kind of stage: it turns messages into calls of the user's callbacks. What
 * it is to its producers and to its consumers are parts of their own, so the kinds differ only in
 * which parts they have.
 */
export class Stage extends Process implements StageContext {
  readonly kind: StageKind;
  readonly system: System;
  readonly tracer: Tracer | undefined;
  /** Subscriptions to this stage whose consumers want to hear of its end. */
  readonly watchers: Set<Subscription> = new Set();
  producing: ProducerSide | undefined;
  consuming: ConsumerSide | undefined;
  /** The callback that runs, or ran last, for the report of a crash. */
  callback = "init";
  #callbacks: CommonCallbacks<unknown> = {};
  #isCompleting = false;
  // What `init` emitted, before there was a dispatcher.
  readonly #early: unknown[][] = [];

  constructor(system: System, kind: StageKind, name: string) {
    super(system.loop, name);
    this.system = system;
    this.kind = kind;
    this.tracer = system.tracer;
  }

  /** Takes the callbacks that `init` returned, and makes the parts of this kind of stage. */
  setUp(callbacks: CommonCallbacks<unknown>, settings: StageSettings): void {
    this.#callbacks = callbacks;
    if (this.kind === "producer" || this.kind === "producer-consumer") {
      this.producing = new ProducerSide(this, settings, callbacks);
      for (const events of this.#early.splice(0)) this.producing.emit(events);
    }
    if (this.kind !== "producer") {
      const handlers = callbacks as ConsumerCallbacks<unknown>;
      this.consuming = new ConsumerSide(this, this.producing, handlers);
    }
  }

  // --- Messages -----------------------------------------------------------------------------

  override receive(tag: number, a: unknown, b: unknown): void {
    switch (tag) {
      case tagEvents:
        this.consuming?.onEvents(a as Subscription, b as unknown[]);
        return;
      case tagAsk:
        this.producing?.onAsk(a as Subscription, b as number);
        return;
      case tagInfo:
        this.#emitting("handleInfo", this.#onInfo(a));
        return;
      case tagCast:
        this.#emitting("handleCast", this.#onCast(a));
        return;
      case tagCall:
        this.#onCall(a, b as Reply);
        return;
      case tagRequest:
        this.#onRequest(a as Request, b as Reply | undefined);
        return;
      default:
        this.#receiveRare(tag, a, b);
    }
  }

  #receiveRare(tag: number, a: unknown, b: unknown): void {
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
      case tagExit:
        this.#emitting("handleInfo", this.#onInfo({ type: "exit", stage: a, reason: b }));
        return;
      case tagDown: {
        const message = { type: "down", monitor: a, stage: (a as Monitor).target, reason: b };
        this.#emitting("handleInfo", this.#onInfo(message));
      }
    }
  }

  #onInfo(message: unknown): unknown {
    if (message === completed) {
      this.stopReason ??= { reason: "normal" };
      return undefined;
    }
    this.callback = "handleInfo";
    if (this.#callbacks.handleInfo) return this.#callbacks.handleInfo(message);
    this.system.report(report.noInfoReport(this.name, message));
    return undefined;
  }

  #onCast(message: unknown): unknown {
    this.callback = "handleCast";
    if (this.#callbacks.handleCast) return this.#callbacks.handleCast(message);
    throw new TypeError(
      `Stage "${this.name}" was cast ${quoted(message)} and has no \`handleCast\``,
    );
  }

  #onCall(request: unknown, reply: Reply): void {
    this.callback = "handleCall";
    const call = new Call(reply, this);
    this.owe(reply);
    if (!this.#callbacks.handleCall) {
      throw new TypeError(
        `Stage "${this.name}" was called with ${quoted(request)} and has no \`handleCall\``,
      );
    }
    this.whenSettled(this.#callbacks.handleCall(request, call), (answer) => {
      if (answer !== noReply) this.reply(call, answer);
    });
  }

  #onRequest(request: Request, reply: Reply | undefined): void {
    if (reply === undefined) {
      request(this);
      return;
    }
    try {
      const answer = request(this);
      if (answer !== undefined || this.stopReason === undefined) reply.resolve(answer);
      else reply.reject(exitError(this.name, this.stopReason.reason));
    } catch (error) {
      reply.reject(exitError(this.name, error));
      throw error;
    }
  }

  // --- What the two sides call --------------------------------------------------------------

  /** Goes on with what a callback returned, now or when it is settled. */
  whenSettled(result: unknown, next: (value: unknown) => void): void {
    if (isThenable(result)) this.suspend(result, next);
    else next(result);
  }

  /** Emits what a callback returned; what a consumer returns is nobody's. */
  #emitting(callback: string, result: unknown, then?: () => void): void {
    this.whenSettled(result, (events) => {
      if (this.producing !== undefined) this.producing.emitted(events, callback);
      else if (Array.isArray(events)) this.ignoresReturned(events);
      if (then !== undefined && this.stopReason === undefined) then();
      this.pump();
    });
  }

  /** Runs `handleSubscribe`. */
  subscribed(role: PeerRole, subscription: Subscription): "automatic" | "manual" {
    this.callback = "handleSubscribe";
    const mode = this.#callbacks.handleSubscribe?.(role, subscription.options, subscription);
    if (mode === undefined || mode === "automatic") return "automatic";
    if (mode === "manual") return mode;
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
    this.#emitting(
      "handleCancel",
      this.#callbacks.handleCancel?.({ kind, reason }, subscription),
      then,
    );
  }

  pump(): void {
    this.consuming?.pump();
  }

  // --- Telling what happens -----------------------------------------------------------------

  discarded(count: number, why: string, isTold = true): void {
    if (count === 0) return;
    this.tracer?.add({ type: "discarded", stage: this.name, count, why });
    if (isTold) this.system.report(report.discardReport(this.name, count, why));
  }

  inExcess(subscription: Subscription, count: number): void {
    this.system.report(report.excessReport(this.name, subscription.producer.name, count));
  }

  ignoresReturned({ length }: unknown[]): void {
    if (length > 0) this.system.report(report.returnedReport(this.name, this.callback, length));
  }

  /** This stage ends because a producer of it did. */
  follows(subscription: Subscription, reason: ExitReason): void {
    const { producer, cancel } = subscription;
    if (isCleanReason(reason)) return;
    this.system.report(report.followReport(this.name, producer.name, cancel, reason));
  }

  protected override crashed(error: unknown): void {
    this.system.report(report.crashReport(this.name, this.callback, error));
  }

  protected override terminating(reason: ExitReason): void {
    this.callback = "terminate";
    const ending: unknown = this.#callbacks.terminate?.(reason);
    if (isThenable(ending)) ending.then(undefined, (error: unknown) => this.crashed(error));
  }

  protected override ended(reason: ExitReason, unhandled: unknown[][]): void {
    const waiting = unhandled.reduce((sum, events) => sum + events.length, 0);
    const queued = this.consuming?.unhandledCount ?? 0;
    this.#lost(waiting + queued, "the stage ended before it handled them");
    this.#lost(this.producing?.bufferedCount ?? 0, "the stage ended with them in its buffer");
    this.#lost(this.producing?.heldCount ?? 0, "the stage ended and had held them back");
    for (const subscription of this.consuming?.producers ?? []) {
      subscription.isOpenToConsumer = false;
      (subscription.producer as Stage).watchers.delete(subscription);
      if (subscription.isOpenToProducer) {
        subscription.producer.post(tagConsumerDown, subscription, reason);
      }
    }
    for (const subscription of this.watchers) {
      subscription.isOpenToProducer = false;
      subscription.consumer.post(tagProducerDown, subscription, reason);
    }
    this.tracer?.add({ type: "exit", stage: this.name, reason });
    this.system.forget(this);
  }

  #lost(count: number, why: string): void {
    if (count > 0) this.tracer?.add({ type: "discarded", stage: this.name, count, why });
  }

  // --- What the user may do -----------------------------------------------------------------

  emit(events: readonly unknown[]): void {
    if (!Array.isArray(events)) {
      throw new TypeError(`Expected \`emit\` to be given a list of events, got ${quoted(events)}`);
    }
    if (!this.isAlive) {
      this.#lost(events.length, "the stage had ended when it emitted them");
    } else if (this.kind === "consumer" || this.kind === "consumer-supervisor") {
      this.ignoresReturned(events);
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

  sleep(ms: number): Promise<void> {
    checkMs("ms", ms);
    return this.loop.sleep(ms, this);
  }

  send(to: StageRef | string, message: unknown): void {
    this.system.send(to, message);
  }

  sendAfter(ms: number, message: unknown): () => void {
    checkMs("ms", ms);
    return this.system.sendAfter(this, ms, message);
  }

  asyncInfo(message: unknown): void {
    this.post(tagRequest, (stage: Stage) => stage.queueInfo(message), undefined);
  }

  /** Hands an info message on behind what is queued and buffered. */
  queueInfo(message: unknown): void {
    if (this.consuming?.onInfo(message)) this.pump();
    else if (this.producing !== undefined) this.producing.onInfo(message, message === completed);
    else this.post(tagInfo, message, undefined);
  }

  async call(to: StageRef | string, request: unknown, options?: CallOptions): Promise<unknown> {
    this.loop.startsWaiting(this);
    try {
      return await this.system.callFrom(this, to, request, options);
    } finally {
      this.waitCount--;
    }
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
