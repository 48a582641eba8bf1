import type {
  Dispatcher,
  DispatcherFactory,
  DispatcherOutput,
  Refused,
  Subscriber,
} from "./dispatcher.ts";
import { noLeftovers } from "./dispatcher.ts";

type Selector = (event: never) => boolean;

interface Entry {
  readonly from: Subscriber;
  readonly selector: Selector | undefined;
  /** Asked beyond what everybody asked for. */
  counter: number;
}

/**
 * Sends every event to every consumer, at the pace of the slowest: it keeps them in *lock-step* (B-1).
 * A consumer that subscribes with `selector: (event) => boolean` is sent the events it selects, and
 * its demand for the others is given back.
 *
 * @example
 * const system = new System();
 * const feed = system.start(fromIterable([2.1, 5.3]), { dispatcher: broadcastDispatcher() });
 * const alarm = consumer(() => ({ handleEvents: (mags) => console.assert(mags.join() === "5.3") }));
 * system.start(alarm, { subscribeTo: [{ to: feed, selector: (mag) => mag >= 5 }] });
 * await system.idle();
 */
export function broadcastDispatcher<Event = unknown>(): DispatcherFactory<Event> {
  return (output) => new BroadcastDispatcher(output);
}

class BroadcastDispatcher<Event> implements Dispatcher<Event> {
  readonly #output: DispatcherOutput<Event>;
  readonly #entries: Entry[] = [];
  // Events that everybody can take now.
  #waiting = 0;
  // Asked of the stage and not yet emitted.
  #requested = 0;

  constructor(output: DispatcherOutput<Event>) {
    this.#output = output;
  }

  subscribe(from: Subscriber): number | Refused {
    // S-27: by the consumers that are here now, so that a third attempt is refused like the second.
    if (this.#entries.some((entry) => entry.from.consumer === from.consumer)) {
      return { refused: "already_subscribed" };
    }
    const selector = from.options["selector"];
    if (selector !== undefined && typeof selector !== "function") {
      throw new TypeError(
        `Expected \`selector\` in the subscription of a broadcast dispatcher to be a function of an event, got ${typeof selector}`,
      );
    }
    for (const entry of this.#entries) entry.counter += this.#waiting;
    this.#waiting = 0;
    this.#entries.push({ from, selector: selector as Selector | undefined, counter: 0 });
    return 0;
  }

  cancel(from: Subscriber): number {
    const index = this.#entries.findIndex((entry) => entry.from === from);
    this.#entries.splice(index, 1);
    if (this.#entries.length > 0) return this.#raise();
    this.#waiting = 0;
    return 0;
  }

  ask(from: Subscriber, demand: number): number {
    for (const entry of this.#entries) if (entry.from === from) entry.counter += demand;
    return this.#raise();
  }

  dispatch(events: Event[]): Event[] {
    const count = Math.min(events.length, this.#waiting);
    if (count === 0) return events;
    this.#waiting -= count;
    this.#requested = Math.max(0, this.#requested - count);
    const sent = count === events.length ? events : events.slice(0, count);
    const last = this.#entries.length - 1;
    for (let i = 0; i <= last; i++) {
      const { from, selector } = this.#entries[i] as Entry;
      // Each consumer has an array of its own: what one does to it is no other's business.
      if (selector === undefined) this.#output.send(from, i === last ? sent : sent.slice());
      else this.#sendSelected(from, sent, selector as (event: Event) => boolean);
    }
    return count === events.length ? noLeftovers() : events.slice(count);
  }

  info(message: unknown): void {
    this.#output.info(message);
  }

  room(): number {
    return this.#waiting;
  }

  /** B-8: what ends in the buffer was emitted too, so it is no longer requested. */
  buffered(count: number): void {
    this.#requested = Math.max(0, this.#requested - count);
  }

  refund(count: number): void {
    this.#requested += count;
  }

  forgo(count: number): void {
    this.#requested = Math.max(0, this.#requested - count);
  }

  #sendSelected(from: Subscriber, events: Event[], selector: (event: Event) => boolean): void {
    const selected = events.filter((event) => selector(event));
    const rejected = events.length - selected.length;
    // B-5: the consumer never sees them, so somebody must ask for as many more in its name.
    if (rejected > 0) this.#output.ask(from, rejected);
    this.#output.send(from, selected);
  }

  /** Moves what everybody has asked for into `waiting`; answers what the stage is asked for (B-2). */
  #raise(): number {
    let least = Infinity;
    for (const entry of this.#entries) if (entry.counter < least) least = entry.counter;
    if (least > 0 && least !== Infinity) {
      for (const entry of this.#entries) entry.counter -= least;
      this.#waiting += least;
    }
    const demand = Math.max(0, this.#waiting - this.#requested);
    this.#requested += demand;
    return demand;
  }
}
