import { Buffer } from "./buffer.ts";
import type { EmittingCallbacks, ProducerCallbacks } from "./definitions.ts";
import type { Dispatcher, DispatcherOutput, Subscriber } from "./dispatchers/dispatcher.ts";
import { demandDispatcher } from "./dispatchers/demand-dispatcher.ts";
import { quoted } from "./errors.ts";
import { Fifo } from "./fifo.ts";
import type { DemandMode, StageSettings } from "./options.ts";
import {
  type Replaces,
  tagAsk,
  tagCancelled,
  tagConsumerDown,
  tagDemand,
  tagEvents,
  tagInfo,
} from "./protocol.ts";
import type { Stage } from "./stage.ts";
import { isThenable } from "./thenable.ts";
import type { Subscription } from "./subscription.ts";

/** How many events a producer-consumer makes ahead, at most, for consumers that asked for them and left. */
const mostForNobody = 1000;

/**
 * What a stage is to its consumers: subscriptions, the dispatcher, the buffer, and the demand that
 * was passed on (spec sections 2 and 3). Producers and producer-consumers have one.
 */
export class ProducerSide implements DispatcherOutput {
  readonly consumers: Set<Subscription> = new Set();
  readonly #stage: Stage;
  readonly #callbacks: EmittingCallbacks<unknown> & Partial<ProducerCallbacks<unknown>>;
  readonly #dispatcher: Dispatcher;
  readonly #buffer: Buffer;
  // Events made since the last ask that nobody took, and batches handled with no consumer there.
  #forNobody = 0;
  // Demand (a number), events (an array) and the stage's end that wait for the mode "forward".
  readonly #held = new Fifo<
    number | unknown[] | { readonly end: unknown } | { readonly buffered: unknown[] }
  >();
  mode: DemandMode;
  /** Of a producer-consumer: demand from below that no event has met yet (P-1). */
  pending = 0;

  constructor(stage: Stage, settings: StageSettings, callbacks: EmittingCallbacks<unknown>) {
    this.#stage = stage;
    this.#callbacks = callbacks;
    this.#buffer = new Buffer(settings.bufferSize, settings.bufferKeep);
    this.mode = settings.demand;
    this.#dispatcher = (settings.dispatcher ?? demandDispatcher())(this);
  }

  /**
   * Of a producer-consumer: whether it shall handle events now. As in GenStage it goes on for demand
   * that a consumer left behind, into its buffer; unlike there, not without end (P-7).
   */
  get isAsked(): boolean {
    if (this.pending === 0) return false;
    if (Math.max(this.#forNobody, this.#buffer.eventCount) < mostForNobody) return true;
    return this.#dispatcher.room === undefined || this.#dispatcher.room() > 0;
  }

  get estimatedBufferedCount(): number {
    return this.#buffer.estimate;
  }

  get bufferedCount(): number {
    return this.#buffer.eventCount;
  }

  /** The events that the mode "accumulate" holds back. */
  get heldCount(): number {
    let count = 0;
    for (const item of this.#held) {
      if (Array.isArray(item)) count += item.length;
      else if (typeof item === "object" && "buffered" in item) count += item.buffered.length;
    }
    return count;
  }

  // --- What the dispatcher may do -----------------------------------------------------------

  send(to: Subscriber, events: unknown[]): void {
    const subscription = to as Subscription;
    // A copy, because the list is the consumer's from here on.
    this.#stage.tracer?.add({ type: "events", ...edge(subscription), events: events.slice() });
    if (!subscription.consumer.isAlive) {
      this.#stage.discarded(events.length, "their consumer has ended", false);
    }
    subscription.consumer.post(tagEvents, subscription, events);
  }

  info(message: unknown): void {
    this.#stage.post(tagInfo, message, undefined);
  }

  ask(from: Subscriber, demand: number): void {
    this.#stage.post(tagAsk, from, demand);
  }

  demand(demand: number): void {
    this.#stage.post(tagDemand, demand, undefined);
  }

  discard(events: readonly unknown[], why: string): void {
    this.#stage.discarded(events.length, why);
  }

  random(): number {
    return this.#stage.loop.scheduler.random();
  }

  // --- Messages -----------------------------------------------------------------------------

  onSubscribe(subscription: Subscription, replaces: Replaces | undefined): void {
    if (replaces === undefined) {
      this.#register(subscription);
      return;
    }
    const old = replaces.subscription as Subscription;
    this.#release(old, "cancel", replaces.reason, () => this.#register(subscription));
  }

  #register(subscription: Subscription): void {
    subscription.isOpenToProducer = true;
    this.consumers.add(subscription);
    if (!subscription.consumer.isAlive) {
      this.#stage.post(tagConsumerDown, subscription, "noproc");
    }
    const mode = this.#stage.subscribed("consumer", subscription);
    if (this.#stage.stopReason !== undefined) return;
    if (mode !== "automatic") {
      throw new TypeError(
        'Expected `handleSubscribe` to return "automatic" for a consumer: only the consumer\'s side may be "manual"',
      );
    }
    const answer = this.#dispatcher.subscribe(subscription);
    if (typeof answer === "number") {
      this.#serve(answer);
      return;
    }
    subscription.isOpenToProducer = false;
    this.consumers.delete(subscription);
    subscription.consumer.post(tagCancelled, subscription, answer.refused);
    this.#stage.cancelled("cancel", answer.refused, subscription, () => {});
  }

  onAsk(subscription: Subscription, demand: number): void {
    if (!subscription.isOpenToProducer) {
      subscription.consumer.post(tagCancelled, subscription, "unknown_subscription");
      return;
    }
    this.#forNobody = 0;
    this.#serve(this.#dispatcher.ask(subscription, demand));
  }

  /** The consumer cancels, or it has ended (S-18). */
  onCancel(subscription: Subscription, kind: "cancel" | "down", reason: unknown): void {
    this.#release(subscription, kind, reason, () => {});
  }

  #release(
    subscription: Subscription,
    kind: "cancel" | "down",
    reason: unknown,
    then: () => void,
  ): void {
    if (!subscription.isOpenToProducer || subscription.producer !== this.#stage) {
      then();
      return;
    }
    subscription.isOpenToProducer = false;
    this.consumers.delete(subscription);
    if (kind === "cancel") subscription.consumer.post(tagCancelled, subscription, reason);
    this.#stage.cancelled(kind, reason, subscription, () => {
      this.#serve(this.#dispatcher.cancel(subscription));
      then();
    });
  }

  /** Demand that came back to the stage, for which nobody asks anew (PT-10). */
  onDemand(demand: number): void {
    this.#demand(demand);
    this.#stage.pump();
  }

  setMode(mode: DemandMode): void {
    this.mode = mode;
    this.replay();
  }

  /** Puts an info message behind what is buffered now; the stage's end behind what is held too. */
  onInfo(message: unknown, isEnd = false): void {
    if (isEnd && this.heldCount > 0) this.#held.push({ end: message });
    else if (this.#buffer.isEmpty) this.#dispatcher.info(message);
    else this.#buffer.mark(message);
  }

  // --- Demand -------------------------------------------------------------------------------

  /** Meets additional demand from the buffer first, and passes the rest on. */
  #serve(demand: number): void {
    if (this.#stage.consuming !== undefined) this.pending += demand;
    const rest = this.#buffer.isEmpty ? demand : this.#serveFromBuffer(demand);
    if (this.#stage.consuming !== undefined) this.#stage.pump();
    else if (rest > 0) this.#demand(rest);
  }

  /** Answers what is left to ask the stage for: nothing, while events without demand are waiting. */
  #serveFromBuffer(demand: number): number {
    const placed = this.#flush(demand);
    if (placed > demand) this.#dispatcher.refund?.(placed - demand);
    return this.#buffer.eventCount > 0 ? 0 : demand - placed;
  }

  #demand(demand: number): void {
    if (this.#stage.consuming !== undefined) {
      this.pending += demand;
      return;
    }
    if (this.mode === "accumulate") this.#held.push(demand);
    else this.#callHandleDemand(demand);
  }

  #callHandleDemand(demand: number): void {
    const stage = this.#stage;
    stage.tracer?.add({ type: "demand", stage: stage.name, demand });
    stage.callback = "handleDemand";
    const events = this.#callbacks.handleDemand?.(demand);
    if (Array.isArray(events)) this.emit(events);
    else if (isThenable(events)) stage.suspend(events, this.#afterDemand);
    else this.emitted(events, "handleDemand");
  }

  readonly #afterDemand = (events: unknown): void => {
    this.emitted(events, "handleDemand");
    this.replay();
  };

  /** Plays back what was held, one item at a time, as far as it goes. */
  replay(): void {
    const stage = this.#stage;
    while (this.mode === "forward" && !stage.isSuspended && stage.stopReason === undefined) {
      const item = this.#held.peek();
      if (item === undefined) return;
      this.#held.shift();
      if (typeof item === "number") this.#replayDemand(item);
      else if (Array.isArray(item)) this.#dispatch(item);
      else if ("end" in item) this.onInfo(item.end);
      else this.#placeBuffered(item.buffered);
    }
  }

  /** Sends events that came out of the buffer; what finds no demand goes back to its place there. */
  #placeBuffered(events: unknown[]): number {
    const rest = this.#dispatcher.dispatch(events);
    const placed = events.length - rest.length;
    this.pending = Math.max(0, this.pending - placed);
    if (rest.length > 0) this.#buffer.putBack(rest);
    return placed;
  }

  #replayDemand(demand: number): void {
    const rest = this.#buffer.isEmpty ? demand : this.#serveFromBuffer(demand);
    if (rest > 0) this.#callHandleDemand(rest);
  }

  // --- Events -------------------------------------------------------------------------------

  /** Emits what a callback returned. */
  emitted(events: unknown, callback: string): void {
    if (this.consumers.size === 0) this.#forNobody++;
    if (Array.isArray(events)) this.emit(events);
    else if (events !== undefined && events !== null) {
      throw new TypeError(
        `Expected \`${callback}\` to return a list of events or nothing, got ${quoted(events)}`,
      );
    }
  }

  emit(events: unknown[]): void {
    if (events.length === 0) return;
    if (this.mode === "accumulate") this.#held.push(events);
    else this.#dispatch(events);
  }

  #dispatch(events: unknown[]): void {
    // D-8, B-8: nothing overtakes what is buffered.
    const dispatcher = this.#dispatcher;
    const isFree =
      this.#buffer.eventCount === 0 || dispatcher.room === undefined || dispatcher.room() === 0;
    const rest = isFree ? dispatcher.dispatch(events) : events;
    const placed = events.length - rest.length;
    if (placed > 0) this.pending = Math.max(0, this.pending - placed);
    if (rest.length === 0) return;
    this.#forNobody += rest.length;
    dispatcher.buffered?.(rest.length);
    this.#store(rest);
  }

  #store(events: unknown[]): void {
    const stage = this.#stage;
    const dropped = this.#buffer.store(events);
    const kept = events.length - dropped.length;
    if (stage.tracer !== undefined && kept > 0) {
      const total = this.#buffer.eventCount;
      stage.tracer.add({ type: "buffered", stage: stage.name, count: kept, total });
    }
    if (dropped.length === 0) return;
    for (const message of this.#buffer.takeMarks(false)) this.#dispatcher.info(message);
    const isTold = this.#callbacks.formatDiscarded?.(dropped.length) ?? true;
    stage.discarded(dropped.length, "the buffer is full", isTold);
  }

  /**
   * Sends buffered events as far as consumers want them, never past an info message whose turn it is
   * . Answers how many went out.
   */
  #flush(demand: number): number {
    const buffer = this.#buffer;
    const dispatcher = this.#dispatcher;
    let placed = 0;
    for (;;) {
      const isHeld = this.mode === "accumulate";
      const room = isHeld ? demand - placed : (dispatcher.room?.() ?? demand - placed);
      for (const message of buffer.takeMarks(room > 0)) dispatcher.info(message);
      if (room <= 0 || buffer.eventCount === 0) return placed;
      const events = buffer.take(room);
      if (isHeld) {
        this.#held.push({ buffered: events });
        placed += events.length;
        continue;
      }
      const taken = events.length;
      const sent = this.#placeBuffered(events);
      placed += sent;
      if (sent < taken) return placed;
    }
  }
}

/** A subscription as the trace names it. */
export function edge(subscription: Subscription): {
  producer: string;
  consumer: string;
  subscription: number;
} {
  return {
    producer: subscription.producer.name,
    consumer: subscription.consumer.name,
    subscription: subscription.id,
  };
}
