import type { Dispatcher, DispatcherFactory, DispatcherOutput, Subscriber } from "./dispatcher.ts";
import { noLeftovers } from "./dispatcher.ts";

interface Entry {
  readonly from: Subscriber;
  /** Asked and not yet sent. */
  counter: number;
}

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
  // Counters descending; of equal ones the earlier comes first (D-1).
  readonly #entries: Entry[] = [];
  // The sum of the counters.
  #room = 0;
  // Demand of consumers that left: the stage still owes these events (D-4).
  #pending = 0;
  #shuffle: boolean;

  constructor(output: DispatcherOutput<Event>, options: DemandDispatcherOptions) {
    this.#output = output;
    this.#shuffle = options.shuffleDemandsOnFirstDispatch ?? false;
  }

  subscribe(from: Subscriber): number {
    this.#entries.push({ from, counter: 0 });
    return 0;
  }

  cancel(from: Subscriber): number {
    const index = this.#indexOf(from);
    const [entry] = this.#entries.splice(index, 1) as [Entry];
    this.#room -= entry.counter;
    this.#pending += entry.counter;
    return 0;
  }

  ask(from: Subscriber, demand: number): number {
    const index = this.#indexOf(from);
    const entry = this.#entries[index] as Entry;
    entry.counter += demand;
    this.#room += demand;
    this.#raise(index);
    const charged = Math.min(this.#pending, demand);
    this.#pending -= charged;
    return demand - charged;
  }

  dispatch(events: Event[]): Event[] {
    if (this.#shuffle) this.#shuffleEntries();
    const length = events.length;
    let sent = 0;
    while (sent < length) {
      const head = this.#entries[0];
      if (head === undefined || head.counter === 0) break;
      const count = Math.min(length - sent, head.counter);
      head.counter -= count;
      this.#lowerHead();
      this.#output.send(head.from, count === length ? events : events.slice(sent, sent + count));
      sent += count;
    }
    this.#room -= sent;
    if (sent === length) return noLeftovers();
    this.#pending = Math.max(0, this.#pending - (length - sent));
    return sent === 0 ? events : events.slice(sent);
  }

  info(message: unknown): void {
    this.#output.info(message);
  }

  room(): number {
    return this.#room;
  }

  refund(count: number): void {
    this.#pending += count;
  }

  #indexOf(from: Subscriber): number {
    const entries = this.#entries;
    for (let i = 0; i < entries.length; i++) if (entries[i]?.from === from) return i;
    throw new Error("D0: a dispatcher is called for subscribers it knows");
  }

  /** Moves the entry at `index` forward, behind all whose counter is as large or larger. */
  #raise(index: number): void {
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

  #lowerHead(): void {
    if (this.#entries.length > 1) this.#raise(0);
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
