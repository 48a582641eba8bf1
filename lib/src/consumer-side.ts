import type { ConsumerCallbacks, ProducerConsumerCallbacks } from "./definitions.ts";
import { askAfter } from "./demand.ts";
import { quoted } from "./errors.ts";
import { isCleanReason } from "./exit-reason.ts";
import { Fifo } from "./fifo.ts";
import { subscriptionSettings } from "./options.ts";
import { edge, type ProducerSide } from "./producer-side.ts";
import { type Replaces, tagAsk, tagCancel, tagProducerDown, tagSubscribe } from "./protocol.ts";
import type { Stage } from "./stage.ts";
import { Subscription } from "./subscription.ts";
import { isThenable } from "./thenable.ts";

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
  readonly #producing: ProducerSide | undefined;
  readonly #callbacks: ConsumerCallbacks<unknown> | ProducerConsumerCallbacks<unknown, unknown>;
  readonly #queue = new Fifo<Queued>();

  // The delivery in hand, where it was cut into several batches: what is left of it.
  #list: unknown[] | undefined;
  #from = 0;
  #counted = 0;
  // The batch that an asynchronous handler works on, for the trace.
  #subscription: Subscription | undefined;
  #batch: unknown[] = [];
  #ask = 0;

  constructor(
    stage: Stage,
    producing: ProducerSide | undefined,
    callbacks: ConsumerCallbacks<unknown> | ProducerConsumerCallbacks<unknown, unknown>,
  ) {
    this.#stage = stage;
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
      closed.isOpenToConsumer = false;
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
    const mode = stage.subscribed("producer", subscription);
    subscription.isManual = mode === "manual";
    stage.tracer?.add({
      type: "subscribe",
      ...edge(subscription),
      maxDemand: subscription.maxDemand,
      minDemand: subscription.minDemand,
      mode,
    });
    if (stage.stopReason !== undefined) return undefined;
    if (mode === "automatic") {
      subscription.demand = subscription.maxDemand;
      this.ask(subscription, subscription.maxDemand);
    }
    return subscription;
  }

  ask(subscription: Subscription, demand: number): void {
    this.#stage.tracer?.add({ type: "ask", ...edge(subscription), demand });
    subscription.producer.post(tagAsk, subscription, demand);
  }

  // --- Events -------------------------------------------------------------------------------

  onEvents(subscription: Subscription, events: unknown[]): void {
    if (!subscription.isOpenToConsumer) {
      // S-5: nobody here knows this subscription any more.
      this.#stage.discarded(events.length, "their subscription has ended");
      subscription.producer.post(tagCancel, subscription, "unknown_subscription");
      return;
    }
    const producing = this.#producing;
    if (producing === undefined || (producing.isAsked && this.#queue.size === 0)) {
      this.#deliver(subscription, events);
      if (producing !== undefined) this.pump();
      return;
    }
    this.#queue.push({ kind: "events", subscription, events });
    this.pump();
  }

  /** Takes what is queued while there is demand from below (P-2). */
  pump(): void {
    const stage = this.#stage;
    const producing = this.#producing;
    if (producing === undefined) return;
    while (
      producing.isAsked &&
      this.#queue.size > 0 &&
      this.#list === undefined &&
      !stage.isSuspended &&
      stage.stopReason === undefined &&
      stage.isAlive
    ) {
      const item = this.#queue.shift() as Queued;
      if (item.kind === "events") this.#deliver(item.subscription, item.events);
      else if (item.kind === "info") producing.onInfo(item.message);
      else this.#cancel(item.how, item.reason, item.subscription);
    }
  }

  /** Cuts a delivery into batches (S-10) and handles them. */
  #deliver(subscription: Subscription, events: unknown[]): void {
    if (subscription.isManual || !subscription.isOpenToConsumer) {
      // S-16: manual deliveries are not cut. P-6: nor are those of a producer that has gone.
      this.#handle(subscription, events, 0);
      return;
    }
    const count = events.length;
    if (count === 0) return;
    const counted = Math.min(count, subscription.demand);
    if (counted < count) this.#stage.inExcess(subscription, count - counted);
    if (count <= subscription.maxDemand - subscription.minDemand) {
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
      if (stage.isSuspended || stage.stopReason !== undefined || !stage.isAlive) return;
      const batch = list.slice(this.#from, this.#from + size);
      const counted = Math.min(batch.length, this.#counted);
      this.#from += batch.length;
      this.#counted -= counted;
      this.#handle(subscription, batch, askAfter(subscription, counted));
    }
    if (!stage.isSuspended) this.#list = undefined;
  }

  /** One call of `handleEvents`; what it returned goes out, then the ask (S-10). */
  #handle(subscription: Subscription, events: unknown[], ask: number): void {
    const stage = this.#stage;
    const traced = stage.tracer === undefined ? events : events.slice();
    if (stage.tracer !== undefined) this.#trace("begin", subscription, traced);
    stage.callback = "handleEvents";
    const result = this.#callbacks.handleEvents(events, subscription);
    if (isThenable(result)) {
      this.#subscription = subscription;
      this.#batch = traced;
      this.#ask = ask;
      stage.suspend(result, this.#afterHandler);
      return;
    }
    this.#finish(subscription, traced, ask, result);
  }

  #finish(subscription: Subscription, events: unknown[], ask: number, result: unknown): void {
    const stage = this.#stage;
    if (stage.tracer !== undefined) this.#trace("end", subscription, events);
    if (this.#producing !== undefined) this.#producing.emitted(result, "handleEvents");
    else if (result !== undefined && Array.isArray(result)) stage.ignoresReturned(result);
    if (ask > 0 && stage.stopReason === undefined) this.ask(subscription, ask);
  }

  #trace(phase: "begin" | "end", subscription: Subscription, events: unknown[]): void {
    const { name: stage, tracer } = this.#stage;
    tracer?.add({ type: "handle", phase, stage, from: subscription.producer.name, events });
  }

  readonly #afterHandler = (result: unknown): void => {
    const subscription = this.#subscription as Subscription;
    this.#finish(subscription, this.#batch, this.#ask, result);
    if (this.#stage.stopReason !== undefined) return;
    this.#nextBatches();
    this.pump();
  };

  // --- The end of a subscription ------------------------------------------------------------

  /** The producer has let a subscription go, or has ended (S-19). */
  onCancel(subscription: Subscription, how: "cancel" | "down", reason: unknown): void {
    if (!subscription.isOpenToConsumer) return;
    subscription.isOpenToConsumer = false;
    this.producers.delete(subscription);
    (subscription.producer as Stage).watchers.delete(subscription);
    this.#stage.tracer?.add({ type: "cancel", ...edge(subscription), reason });
    // S-21: behind the events that came before.
    if (this.#queue.size > 0) this.#queue.push({ kind: "cancel", how, reason, subscription });
    else this.#cancel(how, reason, subscription);
  }

  #cancel(how: "cancel" | "down", reason: unknown, subscription: Subscription): void {
    const stage = this.#stage;
    stage.cancelled(how, reason, subscription, () => {
      if (stage.stopReason !== undefined || reason === "already_subscribed") return;
      const { cancel } = subscription;
      if (cancel === "permanent" || (cancel === "transient" && !isCleanReason(reason))) {
        stage.stopReason = { reason };
        stage.follows(subscription, reason);
      } else this.pump();
    });
  }

  /** Puts an info message behind the events in the queue. Answers whether it was queued. */
  onInfo(message: unknown): boolean {
    if (this.#queue.size === 0) return false;
    this.#queue.push({ kind: "info", message });
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
