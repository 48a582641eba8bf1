import type { Dispatcher, DispatcherFactory, Refused, Subscriber } from "./dispatcher.ts";

/** What a dispatcher did through its output: `["x", 1, 2]` is events sent to the subscriber x. */
export type Effect = readonly unknown[];

/** A dispatcher without a stage: subscribers have names, and what it does is written down. */
export class Bench {
  readonly dispatcher: Dispatcher<unknown>;
  readonly #subscribers = new Map<string, Subscriber>();
  #effects: Effect[] = [];

  constructor(factory: DispatcherFactory<never>, random: () => number = () => 0) {
    this.dispatcher = (factory as DispatcherFactory)({
      send: (to, events) => this.#effects.push([this.#nameOf(to), ...events]),
      info: (message) => this.#effects.push(["info", message]),
      ask: (from, demand) => this.#effects.push(["ask", this.#nameOf(from), demand]),
      demand: (demand) => this.#effects.push(["demand", demand]),
      discard: (events, why) => this.#effects.push(["discard", ...events, why]),
      random,
    });
  }

  /** `consumer`: two subscriptions of one consumer have the same. */
  subscribe(name: string, options: object = {}, consumer: object = {}): number | Refused {
    const subscriber = { options: { ...options }, consumer };
    const answer = this.dispatcher.subscribe(subscriber);
    this.#subscribers.set(name, subscriber);
    return answer;
  }

  ask(name: string, demand: number): number {
    return this.dispatcher.ask(this.#named(name), demand);
  }

  cancel(name: string): number {
    return this.dispatcher.cancel(this.#named(name));
  }

  /** Dispatches events; answers the left-over ones. What was sent is in {@link effects}. */
  emit(...events: unknown[]): unknown[] {
    return this.dispatcher.dispatch([...events]);
  }

  /** What was done since the last look. */
  effects(): Effect[] {
    return this.#effects.splice(0);
  }

  #named(name: string): Subscriber {
    const subscriber = this.#subscribers.get(name);
    if (subscriber === undefined) throw new Error(`no subscriber ${name}`);
    return subscriber;
  }

  #nameOf(subscriber: Subscriber): string {
    for (const [name, one] of this.#subscribers) if (one === subscriber) return name;
    return "?";
  }
}
