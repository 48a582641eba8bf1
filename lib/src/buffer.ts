import { Fifo } from "./fifo.ts";

/** Which events a full buffer keeps: the `"first"` that came, or the `"last"`. */
export type BufferKeep = "first" | "last";

interface Mark {
  /** How many events had gone in before it. */
  readonly after: number;
  readonly message: unknown;
}

/**
 * The events that nobody asked for yet, oldest first, and between them the info messages that must
 * not overtake them. Positions are counted from the first event that ever went in.
 */
export class Buffer {
  readonly #size: number;
  readonly #keep: BufferKeep;
  readonly #events = new Fifo<unknown>();
  readonly #marks = new Fifo<Mark>();
  // The position of the oldest event that is still here.
  #head = 0;
  /** How many events are here. */
  eventCount = 0;
  /** Neither events nor info messages are here. */
  isEmpty = true;

  /** `size`: an integer from 0 up (0 keeps nothing) or Infinity. */
  constructor(size: number, keep: BufferKeep) {
    this.#size = size;
    this.#keep = keep;
  }

  /** What `estimateBufferedCount` answers: an unlimited buffer counts its info messages too. */
  get estimate(): number {
    return this.#events.size + (this.#size === Infinity ? this.#marks.size : 0);
  }

  /** Puts events behind the others and answers those it had to drop, in order. */
  store(events: readonly unknown[]): unknown[] {
    const dropped: unknown[] = [];
    for (const event of events) {
      if (this.#events.size < this.#size) this.#events.push(event);
      else if (this.#keep === "first" || this.#size === 0) dropped.push(event);
      else {
        dropped.push(this.#events.shift());
        this.#head++;
        this.#events.push(event);
      }
    }
    this.#count();
    return dropped;
  }

  /** Takes up to `limit` of the oldest events, none beyond the next info message. */
  take(limit: number): unknown[] {
    const mark = this.#marks.peek();
    const upTo = mark === undefined ? this.#events.size : mark.after - this.#head;
    const taken: unknown[] = [];
    for (let left = Math.min(limit, upTo); left > 0; left--) taken.push(this.#events.shift());
    this.#head += taken.length;
    this.#count();
    return taken;
  }

  /** Puts events that were taken back in front, in their old places; answers those it has no room for any more. */
  putBack(events: readonly unknown[]): unknown[] {
    const excess = Math.max(0, this.#events.size + events.length - this.#size);
    const from = this.#keep === "last" ? excess : 0;
    const upTo = from + events.length - excess;
    for (let i = upTo - 1; i >= from; i--) this.#events.unshift(events[i]);
    this.#head -= upTo - from;
    this.#count();
    return [...events.slice(0, from), ...events.slice(upTo)];
  }

  /** Puts an info message behind the last event of the moment. */
  mark(message: unknown): void {
    this.#marks.push({ after: this.#head + this.#events.size, message });
    this.#count();
  }

  /**
   * Takes the info messages that no buffered event precedes any more. An unlimited buffer holds them
   * back until there is demand beyond the last event that went out (`hasDemand`), as GenStage's does.
   */
  takeMarks(hasDemand: boolean): unknown[] {
    const due: unknown[] = [];
    if (this.#size === Infinity && !hasDemand) return due;
    for (let mark = this.#marks.peek(); mark !== undefined; mark = this.#marks.peek()) {
      if (mark.after > this.#head) break;
      due.push(mark.message);
      this.#marks.shift();
    }
    this.#count();
    return due;
  }

  #count(): void {
    this.eventCount = this.#events.size;
    this.isEmpty = this.eventCount === 0 && this.#marks.size === 0;
  }
}
