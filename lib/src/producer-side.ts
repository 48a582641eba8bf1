import { Buffer } from "./buffer.ts";
import type { EmittingCallbacks, ProducerCallbacks } from "./definitions.ts";
import { checkDispatcher, type Dispatcher } from "./dispatchers/dispatcher.ts";
import { demandDispatcher } from "./dispatchers/demand-dispatcher.ts";
import { HeldBack } from "./held-back.ts";
import type { Notices } from "./notices.ts";
import type { DemandMode, StageSettings } from "./options.ts";
import { completed, type Replaces, tagCancelled, tagConsumerDown } from "./protocol.ts";
import { notAListSentence } from "./report.ts";
import type { Stage } from "./stage.ts";
import { StageOutput } from "./stage-output.ts";
import { isThenable } from "./thenable.ts";
import type { Subscription } from "./subscription.ts";
import type { Observed } from "./trace.ts";

/** How many events a producer-consumer makes ahead, at most, for consumers that asked for them and left. */
const mostForNobody = 1000;

type Callbacks = EmittingCallbacks<unknown> & Partial<ProducerCallbacks<unknown>>;

/**
 * What a stage is to its consumers: subscriptions, the dispatcher, the buffer, and the demand that
 * was passed on (spec sections 2 and 3). Producers and producer-consumers have one.
 */
export class ProducerSide {
  readonly consumers: Set<Subscription> = new Set();
  readonly bufferSize: number;
  readonly #stage: Stage;
  readonly #notices: Notices;
  readonly #observed: Observed;
  readonly #callbacks: Callbacks;
  readonly #output: StageOutput;
  readonly #dispatcher: Dispatcher;
  readonly #buffer: Buffer;
  // Events made since the last ask that nobody took, and batches handled with no consumer there.
  #forNobody = 0;
  // So many were made for nobody that only a consumer's demand lets the stage go on (P-7).
  #isCrowded = false;
  // Events are dispatched as they come: there is somebody, nothing is held or buffered, nobody observes.
  #isPlain = false;
  readonly #held = new HeldBack();
  mode: DemandMode;
  /** Of a producer-consumer: demand from below that no event has met yet (P-1). */
  pending = 0;
  readonly #isProducerConsumer: boolean;

  constructor(stage: Stage, notices: Notices, settings: StageSettings, callbacks: Callbacks) {
    this.#stage = stage;
    this.#notices = notices;
    this.#observed = notices.observed;
    this.#callbacks = callbacks;
    this.bufferSize = settings.bufferSize;
    this.#buffer = new Buffer(settings.bufferSize, settings.bufferKeep);
    this.mode = settings.demand;
    this.#isProducerConsumer = stage.kind === "producer-consumer";
    if (this.mode === "accumulate") this.#notices.mode(this.mode);
    this.#output = new StageOutput(stage, notices);
    const dispatcher: unknown = (settings.dispatcher ?? demandDispatcher())(this.#output);
    checkDispatcher(dispatcher);
    this.#dispatcher = dispatcher;
  }

  /**
   * Of a producer-consumer: whether it shall handle events now. As in GenStage it goes on for demand
   * that a consumer left behind, into its buffer; unlike there, not without end (P-7).
   */
  get isAsked(): boolean {
    return this.pending > 0 && (!this.#isCrowded || this.#hasRoom());
  }

  #hasRoom(): boolean {
    return this.#dispatcher.room === undefined || this.#dispatcher.room() > 0;
  }

  /** To be called when what `#isPlain` and `#isCrowded` say may have changed. */
  changed(): void {
    this.#isPlain =
      this.mode === "forward" &&
      this.#buffer.isEmpty &&
      this.consumers.size > 0 &&
      this.#observed.tracer === undefined &&
      this.#stage.isAlive;
    this.#isCrowded = Math.max(this.#forNobody, this.#buffer.eventCount) >= mostForNobody;
  }

  get estimatedBufferedCount(): number {
    return this.#buffer.estimate;
  }

  get bufferedCount(): number {
    return this.#buffer.eventCount;
  }

  /** The events that the mode "accumulate" holds back. */
  get heldCount(): number {
    return this.#held.eventCount;
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
    this.changed();
    if (!subscription.consumer.isAlive) {
      this.#stage.post(tagConsumerDown, subscription, "noproc");
    }
    const mode = this.#stage.subscribed("consumer", subscription);
    if (this.#stage.stopReason !== undefined || !this.#stage.isAlive) return;
    if (mode !== "automatic") {
      throw new TypeError(
        'Expected `handleSubscribe` to return "automatic" for a consumer: only the consumer\'s side may be "manual"',
      );
    }
    const answer = this.#dispatcher.subscribe(subscription);
    if (typeof answer === "number") {
      this.#notices.accepted(subscription);
      this.#serve(answer);
      return;
    }
    subscription.isOpenToProducer = false;
    this.consumers.delete(subscription);
    this.changed();
    this.#notices.released(subscription, answer.refused);
    subscription.consumer.post(tagCancelled, subscription, answer.refused);
    this.#stage.cancelled("cancel", answer.refused, subscription, () => {});
  }

  onAsk(subscription: Subscription, demand: number): void {
    if (!subscription.isOpenToProducer) {
      subscription.consumer.post(tagCancelled, subscription, "unknown_subscription");
      return;
    }
    if (this.#forNobody > 0) this.#madeForNobody(-this.#forNobody);
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
    this.changed();
    if (kind === "cancel") subscription.consumer.post(tagCancelled, subscription, reason);
    this.#stage.cancelled(kind, reason, subscription, () => {
      this.#notices.released(subscription, reason);
      this.#serve(this.#dispatcher.cancel(subscription));
      then();
    });
  }

  /** Demand that came back to the stage, for which nobody asks anew (PT-10). */
  onDemand(demand: number): void {
    if (this.#isProducerConsumer) {
      this.pending += demand;
      this.#stage.pump();
    } else this.#passOn(demand);
  }

  setMode(mode: DemandMode): void {
    this.#notices.mode(mode);
    this.mode = mode;
    this.changed();
    this.replay();
  }

  /** Puts an info message behind what is buffered now; the stage's end behind what is held too. */
  onInfo(message: unknown, isEnd = false): void {
    if (isEnd && this.heldCount > 0) this.#held.push({ end: message });
    else if (this.#buffer.isEmpty) this.#dispatcher.info(message);
    else {
      this.#buffer.mark(message);
      this.changed();
    }
  }

  // --- Demand -------------------------------------------------------------------------------

  /** Meets additional demand from the buffer first, and passes the rest on. */
  #serve(demand: number): void {
    if (!this.#isPlain) this.#serveHeld(demand);
    else if (this.#isProducerConsumer) {
      this.pending += demand;
      this.#stage.pump();
    } else if (demand > 0) this.#callHandleDemand(demand);
  }

  #serveHeld(demand: number): void {
    this.pending += this.#isProducerConsumer ? demand : 0;
    const rest = this.#buffer.isEmpty ? demand : this.#serveFromBuffer(demand);
    if (this.#isProducerConsumer) this.#stage.pump();
    else if (rest > 0) this.#passOn(rest);
  }

  #passOn(demand: number): void {
    if (this.mode === "accumulate") this.#held.push(demand);
    else this.#callHandleDemand(demand);
  }

  /** Answers what is left to ask the stage for: nothing, while events without demand are waiting. */
  #serveFromBuffer(demand: number): number {
    const placed = this.#flush(demand);
    this.changed();
    if (placed > demand) {
      this.#dispatcher.refund?.(placed - demand);
      if (this.#dispatcher.buffered !== undefined) this.pending += placed - demand;
    }
    if (this.#buffer.eventCount === 0) return demand - placed;
    // Demand that was held back, and was met before its turn came.
    if (placed < demand) this.#dispatcher.forgo?.(demand - placed);
    return 0;
  }

  #callHandleDemand(demand: number): void {
    const stage = this.#stage;
    if (this.#observed.tracer !== undefined) this.#notices.demanded(demand);
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
    while (this.mode === "forward" && stage.mayGoOn) {
      const item = this.#held.shift();
      if (item === undefined) {
        // D-8: what a consumer asked for meanwhile of an older one's demand was not held.
        if (!this.#buffer.isEmpty) this.#serveFromBuffer(0);
        return;
      }
      if (typeof item === "number") this.#replayDemand(item);
      else if (Array.isArray(item)) this.#playBack(item);
      else if ("end" in item) this.onInfo(item.end, true);
      else this.#placeHeld(item.buffered);
    }
  }

  #playBack(events: unknown[]): void {
    this.#notices.emitted("replay", events);
    this.#dispatchBehind(events);
  }

  #placeHeld(events: unknown[]): void {
    this.#notices.emitted("replay", events);
    const before = this.#buffer.eventCount;
    const { dropped } = this.#placeBuffered(events);
    this.#notices.buffered(this.#buffer.eventCount - before, this.#buffer.eventCount);
    this.#overflowed(dropped);
  }

  /**
   * Sends events that came out of the buffer; what finds no demand goes back to its place there.
   * Answers how many were placed, and those that have lost their place meanwhile.
   */
  #placeBuffered(events: unknown[]): { readonly placed: number; readonly dropped: unknown[] } {
    const count = events.length;
    this.#output.refused = 0;
    const rest = this.#dispatcher.dispatch(events);
    const placed = count - rest.length;
    this.pending = Math.max(0, this.pending - placed + this.#output.refused);
    if (rest.length === 0) return { placed, dropped: rest };
    const dropped = this.#buffer.putBack(rest);
    this.changed();
    return { placed, dropped };
  }

  #replayDemand(demand: number): void {
    const rest = this.#buffer.isEmpty ? demand : this.#serveFromBuffer(demand);
    if (rest > 0) this.#callHandleDemand(rest);
  }

  // --- Events -------------------------------------------------------------------------------

  /** Emits what a callback returned. */
  emitted(events: unknown, callback: string): void {
    if (Array.isArray(events)) this.emit(events);
    else if (events === undefined || events === null) this.#emitBehind(nothing);
    else throw new TypeError(notAListSentence(callback, events));
  }

  emit(events: unknown[]): void {
    if (this.#isPlain) this.#dispatch(events);
    else this.#emitBehind(events);
  }

  #emitBehind(events: unknown[]): void {
    if (this.consumers.size === 0) this.#madeForNobody(1);
    if (events.length === 0) return;
    if (!this.#stage.isAlive) {
      // A callback that killed its own stage has returned them.
      this.#stage.emit(events);
      return;
    }
    this.#notices.emitted("emit", events);
    if (this.mode === "accumulate") this.#held.push(events);
    else this.#dispatchBehind(events);
  }

  /** D-8, B-8: nothing overtakes what is buffered. */
  #dispatchBehind(events: unknown[]): void {
    const isBehind = this.#buffer.eventCount > 0 && this.#dispatcher.room !== undefined;
    if (isBehind && this.#hasRoom()) this.#serveFromBuffer(0);
    this.#dispatch(events);
  }

  #dispatch(events: unknown[]): void {
    // Before they are handed over: who takes them may change the list.
    const count = events.length;
    if (count === 0) return;
    this.#output.refused = 0;
    const rest = this.#dispatcher.dispatch(events);
    this.pending = Math.max(0, this.pending - count + rest.length + this.#output.refused);
    if (rest.length > 0) this.#keep(rest);
  }

  #keep(rest: unknown[]): void {
    this.#madeForNobody(rest.length);
    this.#dispatcher.buffered?.(rest.length);
    // What it counts as emitted, a producer-consumer counts too: or it would make as many again, unasked.
    if (this.#dispatcher.buffered) this.pending = Math.max(0, this.pending - rest.length);
    this.#store(rest);
    this.changed();
  }

  #madeForNobody(count: number): void {
    this.#forNobody += count;
    this.changed();
  }

  #store(events: unknown[]): void {
    const dropped = this.#buffer.store(events);
    const kept = events.length - dropped.length;
    this.#notices.buffered(kept, this.#buffer.eventCount);
    this.#overflowed(dropped);
  }

  #overflowed(dropped: unknown[]): void {
    if (dropped.length === 0) return;
    for (const message of this.#buffer.takeMarks(false)) this.#dispatcher.info(message);
    const isTold = this.#callbacks.formatDiscarded?.(dropped.length) ?? true;
    this.#notices.discarded(dropped, "the buffer is full", isTold);
  }

  /**
   * Sends buffered events as far as consumers want them, never past an info message whose turn it is
   * . Answers how many went out.
   */
  #flush(demand: number): number {
    const buffer = this.#buffer;
    let placed = 0;
    for (;;) {
      const isHeld = this.mode === "accumulate";
      const room = isHeld ? demand - placed : (this.#dispatcher.room?.() ?? demand - placed);
      for (const message of buffer.takeMarks(room > 0)) {
        // The stage's end stays behind the events that are held back now.
        if (isHeld && message === completed) this.#held.push({ end: message });
        else this.#dispatcher.info(message);
      }
      if (room <= 0 || buffer.eventCount === 0) return placed;
      const events = buffer.take(room);
      const taken = events.length;
      if (isHeld) this.#held.push({ buffered: events });
      const sent = isHeld ? taken : this.#placeBuffered(events).placed;
      this.#notices.unbuffered(sent, buffer.eventCount);
      placed += sent;
      if (sent < taken) return placed;
    }
  }
}

const nothing: unknown[] = [];
