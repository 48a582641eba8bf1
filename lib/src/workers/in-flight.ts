import { Fifo } from "../fifo.ts";

/** Why a piece of work has no more results. */
export interface Failure {
  readonly error: unknown;
}

/** Some events that one thread works on, one after the other. */
export class Piece<From> {
  readonly events: unknown[] = [];
  /** Where each came from. */
  readonly from: From[] = [];
  /** How many results have gone out. */
  outCount = 0;
  /** Results that have not, in the order of the events. */
  readonly results: unknown[] = [];
  isSettled = false;
  failure: Failure | undefined;
}

/** What may go out now. */
export interface Outcome<From> {
  readonly results: unknown[];
  /** How many events of each origin these are. */
  readonly handled: Map<From, number>;
  /** What the stage ends with, once the results are out. */
  failure: Failure | undefined;
}

/** How a worker stage cuts its work. */
export interface InFlightOptions {
  /** The most events of a piece. */
  readonly chunkSize: number;
  /** How many pieces are worked on at once. */
  readonly threads: number;
  readonly isOrdered: boolean;
}

/**
 * The events that a worker stage has taken and whose results it has not emitted: cut into pieces, and
 * put back into their order. A failure keeps its place too: what came before it goes out first, and
 * nothing behind it is begun. A plain state machine: it knows no thread.
 */
export class InFlight<From> {
  readonly #options: InFlightOptions;
  readonly #waiting = new Fifo<{ readonly event: unknown; readonly from: From }>();
  // Begun, and not out yet; only where the order is kept.
  readonly #pieces = new Fifo<Piece<From>>();
  #isFailing = false;
  /** How many events these are. */
  size = 0;

  constructor(options: InFlightOptions) {
    this.#options = options;
  }

  take(events: readonly unknown[], from: From): void {
    for (const event of events) this.#waiting.push({ event, from });
    this.size += events.length;
  }

  /**
   * The next piece to begin with, where there is one: half of what falls to a thread of the events that
   * wait, so that pieces become smaller towards the end and no thread is left with much.
   */
  next(): Piece<From> | undefined {
    if (this.#isFailing || this.#waiting.size === 0) return undefined;
    const { chunkSize, threads, isOrdered } = this.#options;
    const count = Math.min(chunkSize, Math.ceil(this.#waiting.size / (2 * threads)));
    const piece = new Piece<From>();
    while (piece.events.length < count) {
      const { event, from } = this.#waiting.shift() as { event: unknown; from: From };
      piece.events.push(event);
      piece.from.push(from);
    }
    if (isOrdered) this.#pieces.push(piece);
    return piece;
  }

  /** The next event of a piece is done. */
  add(piece: Piece<From>, result: unknown): void {
    piece.results.push(result);
  }

  /** All events of a piece are done, or one has failed. */
  settle(piece: Piece<From>, failure: Failure | undefined): void {
    piece.isSettled = true;
    piece.failure = failure;
    if (failure !== undefined) this.#isFailing = true;
  }

  /** Hands out what may go out, after something has happened to this piece. */
  collect(piece: Piece<From>): Outcome<From> {
    const outcome: Outcome<From> = { results: [], handled: new Map(), failure: undefined };
    if (!this.#options.isOrdered) {
      this.#collect(piece, outcome);
      return outcome;
    }
    for (let head = this.#pieces.peek(); head !== undefined; head = this.#pieces.peek()) {
      this.#collect(head, outcome);
      if (!head.isSettled || head.failure !== undefined) break;
      this.#pieces.shift();
    }
    return outcome;
  }

  #collect(piece: Piece<From>, outcome: Outcome<From>): void {
    const { results, handled } = outcome;
    for (const result of piece.results.splice(0)) {
      const origin = piece.from[piece.outCount++] as From;
      results.push(result);
      handled.set(origin, (handled.get(origin) ?? 0) + 1);
      this.size--;
    }
    outcome.failure = piece.failure;
  }
}
