import type { StageFacts } from "./facts.ts";
import type { SubscriptionAccount } from "./subscription-account.ts";

/** An event that a stage has emitted. */
export interface Emitted {
  readonly event: unknown;
}

/** What is wrong with events that were sent or discarded. */
export interface Slip {
  readonly event: unknown;
  /** An older event that should have gone first; undefined: the stage had no such event to send. */
  readonly before: unknown;
  readonly isUnknown: boolean;
}

/**
 * The events that a stage has emitted and neither sent nor discarded: they are in its buffer, held
 * back, or queued by its dispatcher. Each dispatcher has its own idea of which event is next.
 */
export interface Custody {
  /** Whether it knows exactly what is left; without the facts of a stage it does not. */
  readonly isExact: boolean;
  /** What is in the buffer or queued by the dispatcher, oldest first. */
  readonly left: readonly Emitted[];
  /** What the mode "accumulate" holds back, in the order in which it is played back. */
  readonly held: readonly Emitted[];
  emit(events: readonly unknown[], isHeld: boolean): void;
  /** Events have left the buffer to be held back, the first of them `from` in `left`. */
  hold(from: number, count: number): void;
  /** Held events are played back; those of the buffer to its front, which is `front` in `left`. */
  replay(events: readonly unknown[], front: number): Slip | undefined;
  join(to: SubscriptionAccount): void;
  send(to: SubscriptionAccount, events: readonly unknown[]): Slip | undefined;
  /** Events are discarded; answers the places they had in `left`, -1 for one that was not there. */
  drop(events: readonly unknown[]): number[];
  /** All but the newest `kept` were dispatched, even if nobody was sent them. */
  settle(kept: number): void;
  /** The first event that was dispatched and that `to` should have been sent. */
  missed(to: SubscriptionAccount): { readonly event: unknown } | undefined;
}

export type Identify = (event: unknown) => unknown;

/** What all kinds of custody have in common: a list, oldest first. */
export abstract class CustodyList implements Custody {
  readonly isExact: boolean = true;
  readonly identify: Identify;
  readonly left: Emitted[] = [];
  readonly held: Emitted[] = [];
  readonly #fromBuffer = new Set<Emitted>();

  constructor(identify: Identify) {
    this.identify = identify;
  }

  emit(events: readonly unknown[], isHeld: boolean): void {
    const list = isHeld ? this.held : this.left;
    for (const event of events) list.push({ event });
  }

  hold(from: number, count: number): void {
    for (const one of this.left.splice(from, count)) {
      this.held.push(one);
      this.#fromBuffer.add(one);
    }
  }

  replay(events: readonly unknown[], front: number): Slip | undefined {
    let place = front;
    return firstSlip(events, (event) => {
      const one = this.held[0];
      if (one === undefined || !Object.is(this.identify(one.event), this.identify(event))) {
        return { event, before: one?.event, isUnknown: one === undefined };
      }
      this.held.shift();
      if (this.#fromBuffer.delete(one)) this.left.splice(place++, 0, one);
      else this.left.push(one);
      return undefined;
    });
  }

  join(_to: SubscriptionAccount): void {}

  abstract send(to: SubscriptionAccount, events: readonly unknown[]): Slip | undefined;

  drop(events: readonly unknown[]): number[] {
    // All places are of the list as it was, whatever is taken out of it on the way.
    const places = events.map((event) => this.indexOf(event));
    for (const index of places.filter((one) => one >= 0).sort((a, b) => b - a)) {
      this.left.splice(index, 1);
    }
    return places;
  }

  settle(_kept: number): void {}

  missed(_to: SubscriptionAccount): { readonly event: unknown } | undefined {
    return undefined;
  }

  protected indexOf(event: unknown, from = 0): number {
    const identity = this.identify(event);
    for (let i = from; i < this.left.length; i++) {
      if (Object.is(this.identify(this.left[i]?.event), identity)) return i;
    }
    return -1;
  }

  /** Takes `event` out, which should be the first that `mayGo`. */
  protected takeNext(event: unknown, mayGo: (event: unknown) => boolean): Slip | undefined {
    const next = this.left.findIndex((one) => mayGo(one.event));
    const index = this.indexOf(event, Math.max(0, next));
    if (index === -1) return { event, before: undefined, isUnknown: true };
    const before = this.left[next]?.event;
    this.left.splice(index, 1);
    return index === next ? undefined : { event, before, isUnknown: false };
  }
}

/** One event after another, each to one consumer: that of the demand dispatcher. */
export class InOrderCustody extends CustodyList {
  override send(_to: SubscriptionAccount, events: readonly unknown[]): Slip | undefined {
    return firstSlip(events, (event) => this.takeNext(event, () => true));
  }
}

/** In order within each partition: that of the partition dispatcher. */
export class PartitionCustody extends CustodyList {
  readonly #partitionOf: (event: unknown) => unknown;

  constructor(identify: Identify, partitionOf: (event: unknown) => unknown) {
    super(identify);
    this.#partitionOf = partitionOf;
  }

  override send(to: SubscriptionAccount, events: readonly unknown[]): Slip | undefined {
    const { partition } = to.facts;
    const mayGo = (event: unknown): boolean =>
      partition === undefined || this.#partitionOf(event) === partition;
    return firstSlip(events, (event) => this.takeNext(event, mayGo));
  }
}

/** Nothing is known of the dispatcher: each subscription is sent what was emitted, in order. */
export class LooseCustody extends CustodyList {
  override readonly isExact: boolean = false;
  // Where each subscription is in the list, from which nothing is ever taken.
  readonly #next = new Map<SubscriptionAccount, number>();

  override send(to: SubscriptionAccount, events: readonly unknown[]): Slip | undefined {
    return firstSlip(events, (event) => {
      const next = this.#next.get(to) ?? 0;
      const index = this.indexOf(event, next);
      if (index >= 0) {
        this.#next.set(to, index + 1);
        return undefined;
      }
      const isUnknown = this.indexOf(event) === -1;
      return { event, before: this.left[next - 1]?.event, isUnknown };
    });
  }

  override hold(): void {}

  override replay(events: readonly unknown[]): undefined {
    // From here on it is their turn, whenever they were emitted.
    super.emit(events, false);
    this.held.length = 0;
  }

  override drop(): number[] {
    return [];
  }
}

/** The first slip of all; every event is looked at. */
export function firstSlip(
  events: readonly unknown[],
  look: (event: unknown) => Slip | undefined,
): Slip | undefined {
  let first: Slip | undefined;
  for (const event of events) first = look(event) ?? first;
  return first;
}

export type DispatcherKind = NonNullable<StageFacts["dispatcher"]>;
