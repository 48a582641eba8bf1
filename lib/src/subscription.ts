import { lock } from "./lock.ts";
import { printsAsText } from "./prints-as-text.ts";
import type { Process } from "./process.ts";
import type { SubscriptionSettings } from "./options.ts";
import type { Subscriber } from "./dispatchers/dispatcher.ts";

/**
 * One subscription of a consumer to a producer. Both ends hold the same object, which stands for the
 * reference of GenStage's messages; each end reads and writes only its own part of it. It is what
 * callbacks know as `from`.
 */
export class Subscription implements Subscriber {
  /** Counted from 1 in a system. */
  readonly id: number;
  readonly consumer: Process;
  readonly producer: Process;
  readonly options: Readonly<Record<string, unknown>>;
  readonly maxDemand: number;
  readonly minDemand: number;
  readonly cancel: "permanent" | "transient" | "temporary";

  // The consumer's part.
  /** The consumer still counts this subscription as its own. */
  isOpenToConsumer = true;
  isManual = false;
  /** A delivery of so many events is one batch as it comes (S-10); 0 while there is more to decide. */
  uncut: number;
  /** Asked and not yet received. */
  demand = 0;
  /** All that was ever asked for in its name. */
  asked = 0;

  // The producer's part.
  /** The producer has registered this subscription and not yet let it go. */
  isOpenToProducer = false;
  /** Events sent on it so far. */
  delivered = 0;

  constructor(id: number, consumer: Process, producer: Process, settings: SubscriptionSettings) {
    this.id = id;
    this.consumer = consumer;
    this.producer = producer;
    this.options = settings.options;
    this.maxDemand = settings.maxDemand;
    this.minDemand = settings.minDemand;
    this.uncut = settings.maxDemand - settings.minDemand;
    this.cancel = settings.cancel;
    lock<Subscription>(this, "id", "consumer", "producer");
  }

  becomeManual(): void {
    this.isManual = true;
    this.uncut = 0;
  }

  closeToConsumer(): void {
    this.isOpenToConsumer = false;
    this.uncut = 0;
  }

  toString(): string {
    return `Subscription ${this.id} (${this.consumer.name} to ${this.producer.name})`;
  }
}

printsAsText(Subscription);
