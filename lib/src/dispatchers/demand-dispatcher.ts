import type { Dispatcher, DispatcherFactory, DispatcherOutput, Subscriber } from "./dispatcher.ts";
import { noLeftovers } from "./dispatcher.ts";

interface Entry {
  readonly from: Subscriber;
  /** Asked and not yet sent. */
  counter: number;
}

/** Options of {@link demandDispatcher}. */
export interface DemandDispatcherOptions {
  /** The largest ask that is expected, as GenStage's option of that name. No effect: D-5 is left out. */
  readonly maxDemand?: number;
  /** Whether the subscribers are shuffled before the first dispatch. Default: false. */
  readonly shuffleDemandsOnFirstDispatch?: boolean;
}

/**
 * Sends each event to one consumer: the one with the most unmet demand, filled as far as it goes, then
 * the next. It is not round-robin (D-3). The default. It keeps *locality*: a large emit stays together.
 *
 * @example
 * const system = new System({ seed: 7 });
 * const dispatcher = demandDispatcher({ shuffleDemandsOnFirstDispatch: true });
 * const feed = system.start(fromIterable([1, 2, 3]), { dispatcher });
 * console.assert(feed.isAlive);
 */
export function demandDispatcher<Event = unknown>(
  options: DemandDispatcherOptions = {},
): DispatcherFactory<Event> {
  return (output) => new DemandDispatcher(output, options);
}

class DemandDispatcher<Event> implements Dispatcher<Event> {
  readonly #output: DispatcherOutput<Event>;
  // While there is but one subscriber, nothing is to be chosen: it, and its demand that is not met.
  #only: Subscriber | undefined;
  #onlyCounter = 0;
  // Several: counters descending; of equal ones the earlier comes first (D-1).
  readonly #entries: Entry[] = [];
  // Demand of consumers that left: the stage still owes these events (D-4).
  #pending = 0;
  #shuffle: boolean;

  constructor(output: DispatcherOutput<Event>, options: DemandDispatcherOptions) {
    this.#output = output;
    this.#shuffle = options.shuffleDemandsOnFirstDispatch ?? false;
  }

  subscribe(from: Subscriber): number {
    if (this.#only !== undefined) {
      this.#entries.push({ from: this.#only, counter: this.#onlyCounter });
      this.#only = undefined;
    }
    this.#entries.push({ from, counter: 0 });
    this.#settleOnly();
    return 0;
  }

  cancel(from: Subscriber): number {
    if (this.#only === from) {
      this.#pending += this.#onlyCounter;
      this.#only = undefined;
      return 0;
    }
    const [entry] = this.#entries.splice(this.#indexOf(from), 1) as [Entry];
    this.#pending += entry.counter;
    this.#settleOnly();
    return 0;
  }

  #settleOnly(): void {
    const [first] = this.#entries;
    if (first === undefined || this.#entries.length > 1 || this.#shuffle) return;
    this.#entries.pop();
    this.#only = first.from;
    this.#onlyCounter = first.counter;
  }

  ask(from: Subscriber, demand: number): number {
    if (this.#only === from) this.#onlyCounter += demand;
    else this.#raise(from, demand);
    return this.#pending === 0 ? demand : this.#charge(demand);
  }

  /** Demand that the stage owes already is not asked of it again. */
  #charge(demand: number): number {
    const charged = Math.min(this.#pending, demand);
    this.#pending -= charged;
    return demand - charged;
  }

  dispatch(events: Event[]): Event[] {
    const only = this.#only;
    const left = this.#onlyCounter - events.length;
    if (only === undefined || left < 0) return this.#dispatchInParts(events);
    this.#onlyCounter = left;
    this.#output.send(only, events);
    return noLeftovers();
  }

  #dispatchInParts(events: Event[]): Event[] {
    if (this.#only !== undefined) return this.#dispatchToOne(this.#only, events);
    if (this.#shuffle) this.#shuffleEntries();
    const length = events.length;
    let sent = 0;
    while (sent < length) {
      const head = this.#entries[0];
      if (head === undefined || head.counter === 0) break;
      const count = Math.min(length - sent, head.counter);
      head.counter -= count;
      this.#settle(0);
      this.#output.send(head.from, count === length ? events : events.slice(sent, sent + count));
      sent += count;
    }
    return sent === length ? noLeftovers() : this.#notSent(events, sent);
  }

  #dispatchToOne(only: Subscriber, events: Event[]): Event[] {
    const count = this.#onlyCounter;
    this.#onlyCounter = 0;
    if (count > 0) this.#output.send(only, events.slice(0, count));
    return this.#notSent(events, count);
  }

  /** What nobody asked for meets the demand of those who left. */
  #notSent(events: Event[], sent: number): Event[] {
    this.#pending = Math.max(0, this.#pending - (events.length - sent));
    return sent === 0 ? events : events.slice(sent);
  }

  info(message: unknown): void {
    this.#output.info(message);
  }

  room(): number {
    let room = this.#only === undefined ? 0 : this.#onlyCounter;
    for (const { counter } of this.#entries) room += counter;
    return room;
  }

  refund(count: number): void {
    this.#pending += count;
  }

  forgo(count: number): void {
    this.#pending = Math.max(0, this.#pending - count);
  }

  #indexOf(from: Subscriber): number {
    const entries = this.#entries;
    for (let i = 0; i < entries.length; i++) if (entries[i]?.from === from) return i;
    throw new Error("D0: a dispatcher is called for subscribers it knows");
  }

  #raise(from: Subscriber, demand: number): void {
    const index = this.#indexOf(from);
    (this.#entries[index] as Entry).counter += demand;
    this.#settle(index);
  }

  /** Moves the entry at `index` behind all whose counter is as large or larger. */
  #settle(index: number): void {
    const entries = this.#entries;
    const entry = entries[index] as Entry;
    let i = index;
    for (; i > 0 && (entries[i - 1] as Entry).counter < entry.counter; i--) {
      entries[i] = entries[i - 1] as Entry;
    }
    entries[i] = entry;
    // An entry whose counter equals its neighbours' goes behind them (D-2).
    for (; i + 1 < entries.length && (entries[i + 1] as Entry).counter >= entry.counter; i++) {
      entries[i] = entries[i + 1] as Entry;
      entries[i + 1] = entry;
    }
  }

  #shuffleEntries(): void {
    this.#shuffle = false;
    const entries = this.#entries;
    for (let i = entries.length - 1; i > 0; i--) {
      const j = Math.floor(this.#output.random() * (i + 1));
      [entries[i], entries[j]] = [entries[j] as Entry, entries[i] as Entry];
    }
    entries.sort((a, b) => b.counter - a.counter);
  }
}
