import type { ConsumerCallbacks, ProducerConsumerCallbacks } from "./definitions.ts";
import { askAfter } from "./demand.ts";
import { quoted } from "./errors.ts";
import { isCleanReason } from "./exit-reason.ts";
import { Fifo } from "./fifo.ts";
import type { Notices } from "./notices.ts";
import { subscriptionSettings } from "./options.ts";
import type { ProducerSide } from "./producer-side.ts";
import { type Replaces, tagCancel, tagProducerDown, tagSubscribe } from "./protocol.ts";
import type { Stage } from "./stage.ts";
import { lostOnTheWay } from "./report.ts";
import { Subscription } from "./subscription.ts";
import { isThenable } from "./thenable.ts";
import type { Observed } from "./trace.ts";

/** What waits in a producer-consumer's queue besides events (P-1). */
type Queued =
  | { readonly kind: "events"; readonly subscription: Subscription; readonly events: unknown[] }
  | { readonly kind: "info"; readonly message: unknown }
  | {
      readonly kind: "cancel";
      readonly how: "cancel" | "down";
      readonly reason: unknown;
      readonly subscription: Subscription;
    };

/**
 * What a stage is to its producers: subscriptions, the demand of each, and the batches that
 * `handleEvents` is called with (spec 2). Consumers and producer-consumers have one; the latter take
 * a message only while there is demand from below, and queue the others (spec 4).
 */
export class ConsumerSide {
  readonly producers: Set<Subscription> = new Set();
  readonly #stage: Stage;
  readonly #notices: Notices;
  // Beside it, for it is asked with each batch.
  readonly #observed: Observed;
  readonly #producing: ProducerSide | undefined;
  readonly #callbacks: ConsumerCallbacks<unknown> | ProducerConsumerCallbacks<unknown, unknown>;
  readonly #queue = new Fifo<Queued>();
  #queuedCount = 0;

  // The delivery in hand, where it was cut into several batches: what is left of it.
  #list: unknown[] | undefined;
  #from = 0;
  #counted = 0;
  // What an asynchronous handler works on.
  #subscription: Subscription | undefined;
  #ask = 0;
  /** Events that an asynchronous handler works on. */
  inHand = 0;
  /** Events that `handleEvents` was given so far. */
  handled = 0;
  // The batch in hand, for the trace.
  #batch: readonly unknown[] | undefined;

  constructor(
    stage: Stage,
    notices: Notices,
    producing: ProducerSide | undefined,
    callbacks: ConsumerCallbacks<unknown> | ProducerConsumerCallbacks<unknown, unknown>,
  ) {
    this.#stage = stage;
    this.#notices = notices;
    this.#observed = notices.observed;
    this.#producing = producing;
    this.#callbacks = callbacks;
  }

  // --- Subscribing --------------------------------------------------------------------------

  /**
   * Subscribes, in one turn (S-1): checks the options, finds the producer, sends `subscribe`, and, if
   * automatic, the first `ask`. Where no stage has that name the subscription is closed from the
   * start (S-29). Answers undefined where `handleSubscribe` stopped the stage.
   */
  subscribe(options: object, replaces: Replaces | undefined): Subscription | undefined {
    const settings = subscriptionSettings(options);
    const stage = this.#stage;
    const producer = stage.system.resolve((options as { to?: unknown }).to);
    if (producer === undefined) {
      if (settings.cancel !== "temporary") stage.stopReason = { reason: "noproc" };
      const nobody = stage.system.nobody((options as { to: string }).to);
      const closed = new Subscription(stage.system.nextSubscriptionId(), stage, nobody, settings);
      closed.closeToConsumer();
      return closed;
    }
    const subscription = new Subscription(
      stage.system.nextSubscriptionId(),
      stage,
      producer,
      settings,
    );
    this.producers.add(subscription);
    producer.watchers.add(subscription);
    producer.post(tagSubscribe, subscription, replaces);
    if (!producer.isAlive) stage.post(tagProducerDown, subscription, "noproc");
    this.#notices.subscribing(subscription);
    const mode = stage.subscribed("producer", subscription);
    if (mode === "manual") subscription.becomeManual();
    this.#notices.subscribed(subscription, mode);
    if (stage.stopReason !== undefined) return undefined;
    if (mode === "automatic") {
      subscription.demand = subscription.maxDemand;
      this.ask(subscription, subscription.maxDemand);
    }
    return subscription;
  }

  ask(subscription: Subscription, demand: number): void {
    subscription.asked += demand;
    if (this.#observed.tracer !== undefined) this.#notices.asked(subscription, demand);
    (subscription.producer as Stage).asked(subscription, demand);
  }

  // --- Events -------------------------------------------------------------------------------

  onEvents(subscription: Subscription, events: unknown[]): void {
    const count = events.length;
    const producing = this.#producing;
    if (
      count > 0 &&
      count <= subscription.uncut &&
      count <= subscription.demand &&
      (producing === undefined || (producing.isAsked && this.#queuedCount === 0))
    ) {
      this.#handle(subscription, events, askAfter(subscription, count));
    } else this.#onOtherEvents(subscription, events);
  }

  /** Events that cannot be handled as they come: not now, not in one batch, or not any more. */
  #onOtherEvents(subscription: Subscription, events: unknown[]): void {
    if (!subscription.isOpenToConsumer) this.#refuse(subscription, events);
    else if (this.#producing === undefined) this.#deliver(subscription, events);
    else {
      this.#enqueue({ kind: "events", subscription, events });
      this.pump();
    }
  }

  /** Events or messages wait here for demand from below. */
  get hasQueued(): boolean {
    return this.#queuedCount > 0;
  }

  #enqueue(item: Queued): void {
    this.#queue.push(item);
    this.#queuedCount++;
  }

  /** S-5: nobody here knows this subscription any more. */
  #refuse(subscription: Subscription, events: unknown[]): void {
    const why = lostOnTheWay.subscriptionEnded;
    this.#notices.discarded(events, why, true, subscription.id);
    subscription.producer.post(tagCancel, subscription, "unknown_subscription");
  }

  /** Takes what is queued while there is demand from below (P-2). */
  pump(): void {
    if (this.#queuedCount > 0) this.#pumpQueue();
  }

  #pumpQueue(): void {
    const producing = this.#producing as ProducerSide;
    while (
      this.#queuedCount > 0 &&
      producing.isAsked &&
      this.#list === undefined &&
      this.#stage.mayGoOn
    ) {
      const item = this.#queue.shift() as Queued;
      this.#queuedCount--;
      if (item.kind === "events") this.#deliver(item.subscription, item.events);
      else if (item.kind === "info") producing.onInfo(item.message);
      else this.#cancel(item.how, item.reason, item.subscription);
    }
  }

  /** Handles a delivery, cut into batches (S-10). */
  #deliver(subscription: Subscription, events: unknown[]): void {
    if (subscription.isManual || !subscription.isOpenToConsumer) {
      // S-16: manual deliveries are not cut. P-6: nor are those of a producer that has gone.
      this.#handle(subscription, events, 0);
      return;
    }
    if (events.length === 0) return;
    const counted = Math.min(events.length, subscription.demand);
    if (counted < events.length) this.#notices.inExcess(subscription, events.length - counted);
    if (events.length <= subscription.uncut) {
      this.#handle(subscription, events, askAfter(subscription, counted));
      return;
    }
    this.#list = events;
    this.#from = 0;
    this.#counted = counted;
    this.#subscription = subscription;
    this.#nextBatches();
  }

  /** Goes on with a delivery that has several batches. */
  #nextBatches(): void {
    const stage = this.#stage;
    const list = this.#list;
    const subscription = this.#subscription;
    if (list === undefined || subscription === undefined) return;
    const size = subscription.maxDemand - subscription.minDemand;
    while (this.#from < list.length) {
      if (!stage.mayGoOn) return;
      const batch = list.slice(this.#from, this.#from + size);
      const counted = Math.min(batch.length, this.#counted);
      this.#from += batch.length;
      this.#counted -= counted;
      this.#handle(subscription, batch, askAfter(subscription, counted));
    }
    if (stage.mayGoOn) this.#list = undefined;
  }

  /** One call of `handleEvents`; what it returned goes out, then the ask (S-10). */
  #handle(subscription: Subscription, events: unknown[], ask: number): void {
    const stage = this.#stage;
    const producing = this.#producing;
    const isObserved = this.#observed.tracer !== undefined;
    // Before it is handed over: the handler may change the list.
    const count = events.length;
    this.handled += count;
    if (isObserved) this.#begins(subscription, events);
    stage.callback = "handleEvents";
    const result = this.#callbacks.handleEvents(events, subscription);
    if (isObserved) this.#settle(subscription, ask, result, count);
    else if (producing === undefined ? result === undefined : Array.isArray(result)) {
      if (producing !== undefined) producing.emit(result as unknown[]);
      if (ask > 0 && stage.mayGoOn) this.ask(subscription, ask);
    } else this.#settle(subscription, ask, result, count);
  }

  #settle(subscription: Subscription, ask: number, result: unknown, count: number): void {
    if (isThenable(result)) {
      this.inHand = count;
      this.#subscription = subscription;
      this.#ask = ask;
      this.#stage.suspend(result, this.#afterHandler);
    } else this.#finish(subscription, ask, result);
  }

  #finish(subscription: Subscription, ask: number, result: unknown): void {
    const stage = this.#stage;
    if (this.#observed.tracer !== undefined) this.#ends(subscription);
    if (this.#producing !== undefined) this.#producing.emitted(result, "handleEvents");
    else if (result !== undefined) this.#notices.returned(result);
    if (ask > 0 && stage.mayGoOn) this.ask(subscription, ask);
  }

  #begins(subscription: Subscription, events: readonly unknown[]): void {
    // A copy, because the handler may change the list.
    const batch = events.slice();
    this.#batch = batch;
    this.#notices.handling("begin", subscription, batch);
  }

  #ends(subscription: Subscription): void {
    const batch = this.#batch;
    this.#batch = undefined;
    // Whoever began to observe in the middle has not seen its beginning.
    if (batch !== undefined && this.#stage.isAlive) {
      this.#notices.handling("end", subscription, batch);
    }
  }

  readonly #afterHandler = (result: unknown): void => {
    const subscription = this.#subscription as Subscription;
    this.inHand = 0;
    this.#finish(subscription, this.#ask, result);
    if (this.#stage.stopReason !== undefined) return;
    this.#nextBatches();
    this.pump();
  };

  // --- The end of a subscription ------------------------------------------------------------

  /** The producer has let a subscription go, or has ended (S-19). */
  onCancel(subscription: Subscription, how: "cancel" | "down", reason: unknown): void {
    if (!subscription.isOpenToConsumer) return;
    subscription.closeToConsumer();
    this.producers.delete(subscription);
    (subscription.producer as Stage).watchers.delete(subscription);
    this.#notices.cancelled(subscription, reason);
    // S-21: behind the events that came before.
    if (this.#queuedCount > 0) this.#enqueue({ kind: "cancel", how, reason, subscription });
    else this.#cancel(how, reason, subscription);
  }

  #cancel(how: "cancel" | "down", reason: unknown, subscription: Subscription): void {
    const stage = this.#stage;
    stage.cancelled(how, reason, subscription, () => {
      if (stage.stopReason !== undefined || reason === "already_subscribed") return;
      const { cancel } = subscription;
      if (cancel === "permanent" || (cancel === "transient" && !isCleanReason(reason))) {
        stage.stopReason = { reason };
        this.#notices.follows(subscription, reason);
      } else this.pump();
    });
  }

  /** Puts an info message behind the events in the queue. Answers whether it was queued. */
  onInfo(message: unknown): boolean {
    if (this.#queuedCount === 0) return false;
    this.#enqueue({ kind: "info", message });
    return true;
  }

  /** The events that were received and not handled, when the stage ends. */
  get unhandledCount(): number {
    let count = this.#list === undefined ? 0 : this.#list.length - this.#from;
    for (const item of this.#queue) if (item.kind === "events") count += item.events.length;
    return count;
  }
}

/** The sentence for a stage that is asked to subscribe and cannot. */
export function notAConsumer(name: string, kind: string): string {
  return `Stage ${quoted(name)} is a ${kind} and cannot subscribe: only consumers and producer-consumers do`;
}
