import { Fifo } from "./fifo.ts";

type Held = number | unknown[] | { readonly buffered: unknown[] } | { readonly end: unknown };

/**
 * What waits in a producer for the mode "forward", oldest first: demand (a number), events as they
 * were emitted (a list), events that had been buffered before, and the message by which the stage ends.
 */
export class HeldBack {
  readonly #items = new Fifo<Held>();

  /** Puts one behind the others. */
  push(item: Held): void {
    this.#items.push(item);
  }

  /** Takes the oldest, if there is one. */
  shift(): Held | undefined {
    return this.#items.shift();
  }

  /** How many events there are among them. */
  get eventCount(): number {
    let count = 0;
    for (const item of this.#items) {
      if (Array.isArray(item)) count += item.length;
      else if (typeof item === "object" && "buffered" in item) count += item.buffered.length;
    }
    return count;
  }
}
