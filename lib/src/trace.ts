import type { ExitReason } from "./exit-reason.ts";
import type { DemandMode } from "./options.ts";

/** The three kinds of stage (I-1), and the consumer that starts a child per event. */
export type StageKind = "producer" | "producer-consumer" | "consumer" | "consumer-supervisor";

/** What each entry has: when it happened, in ms on the system's clock. */
interface At {
  readonly at: number;
}

/** Two stages and the number of the subscription between them, counted from 1 in a system. */
interface Edge {
  readonly producer: string;
  readonly consumer: string;
  readonly subscription: number;
}

/**
 * One thing that happened. Stages are told by their names, which are unique in a system. The entries
 * of a run in order are all that figures, reports and checks need.
 */
export type TraceEntry =
  | (At & {
      readonly type: "start";
      readonly stage: string;
      readonly kind: StageKind;
      /** Of what has consumers: how many events its buffer holds at most. */
      readonly bufferSize?: number;
    })
  | (At &
      Edge & {
        readonly type: "subscribe";
        readonly maxDemand: number;
        readonly minDemand: number;
        readonly mode: "automatic" | "manual";
      })
  /** A consumer asks a producer for `demand` events more. */
  | (At & Edge & { readonly type: "ask"; readonly demand: number })
  /** `handleDemand` is called. */
  | (At & { readonly type: "demand"; readonly stage: string; readonly demand: number })
  /** Events are sent in one message. */
  | (At & Edge & { readonly type: "events"; readonly events: readonly unknown[] })
  /** `handleEvents` begins, or has settled. */
  | (At & {
      readonly type: "handle";
      readonly phase: "begin" | "end";
      readonly stage: string;
      readonly from: string;
      readonly events: readonly unknown[];
      /** With details: the number of the subscription that they came on. */
      readonly subscription?: number;
    })
  /** `count` events found no demand and wait in the buffer, which then holds `total`. */
  | (At & {
      readonly type: "buffered";
      readonly stage: string;
      readonly count: number;
      readonly total: number;
    })
  /** `count` events have left the buffer, which then holds `total`. */
  | (At & {
      readonly type: "unbuffered";
      readonly stage: string;
      readonly count: number;
      readonly total: number;
    })
  /** Events are lost; `why` in words. */
  | (At & {
      readonly type: "discarded";
      readonly stage: string;
      readonly count: number;
      readonly why: string;
      /** With details: which they were, unless the stage ended with them. */
      readonly events?: readonly unknown[];
      /** With details: the subscription that they had been sent on, where there was one. */
      readonly subscription?: number;
    })
  | (At & Edge & { readonly type: "cancel"; readonly reason: ExitReason })
  | (At & { readonly type: "exit"; readonly stage: string; readonly reason: ExitReason })
  | TraceDetail;

/** What happens inside a stage. Recorded with `trace: { details: true }` only; figures leave it out. */
export type TraceDetail =
  /** A stage emits: next its events are sent, buffered, held back, queued for a partition or discarded. */
  | (At & { readonly type: "emit"; readonly stage: string; readonly events: readonly unknown[] })
  /** A producer has taken a subscription on: it is sent events from here. */
  | (At & Edge & { readonly type: "accept" })
  /** A producer has let a subscription go, or refused it: it is sent nothing from here. */
  | (At & Edge & { readonly type: "release"; readonly reason: ExitReason })
  /** Events that were held back are played back, as if they were emitted now. */
  | (At & { readonly type: "replay"; readonly stage: string; readonly events: readonly unknown[] })
  /** A producer holds demand and events back, or plays them back. */
  | (At & { readonly type: "mode"; readonly stage: string; readonly mode: DemandMode })
  /** An info message takes its place behind what is buffered, or is handled. */
  | (At & {
      readonly type: "info";
      readonly phase: "queued" | "handled";
      readonly stage: string;
      readonly message: unknown;
    });

// Each member of the union loses its own `at`, not only the keys that all have in common.
type Untimed<Entry> = Entry extends TraceEntry ? Omit<Entry, "at"> : never;

/** What happened in a system, oldest first, as far as its bound reaches. */
export interface Trace {
  /** What happened, in order. */
  readonly entries: readonly TraceEntry[];
  /** How many of the oldest entries were dropped because the trace is bounded. */
  readonly truncated: number;
}

/** Who is told what happens in a system; stages hold it too, and nobody else. */
export interface Observed {
  /** The trace that is kept, or told. */
  kept: Tracer | undefined;
  /** The same while somebody wants to know what happens. */
  tracer: Tracer | undefined;
}

/**
 * Collects a trace. Past `limit` entries the oldest half goes. Who holds it can write it, so it is handed
 * out as `trace` only, and its entries are frozen.
 */
export class Tracer {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #listeners = new Map<(entry: TraceEntry) => void, () => boolean>();
  readonly hasDetails: boolean;
  /** What it holds now, to be read. */
  readonly trace: Trace;
  #entries: TraceEntry[] = [];
  #truncated = 0;
  // A copy of the entries, as long as there are no newer ones.
  #read: readonly TraceEntry[] | undefined = undefined;

  /** `limit`: an integer from 2 up, or 0 to keep nothing and only tell those who listen. */
  constructor(limit: number, now: () => number, hasDetails: boolean = false) {
    this.#limit = limit;
    this.#now = now;
    this.hasDetails = hasDetails;
    const read = (): readonly TraceEntry[] =>
      (this.#read ??= Object.freeze<TraceEntry[]>(this.#entries.slice()));
    const truncated = (): number => this.#truncated;
    this.trace = Object.freeze({
      get entries() {
        return read();
      },
      get truncated() {
        return truncated();
      },
    });
  }

  add(entry: Untimed<TraceEntry>): void {
    // Lists of events in it are copies, made for it.
    if ("events" in entry) Object.freeze(entry.events);
    const timed = Object.freeze({ at: this.#now(), ...entry }) as TraceEntry;
    for (const listener of this.#listeners.keys()) listener(timed);
    if (this.#limit === 0) return;
    this.#read = undefined;
    if (this.#entries.length >= this.#limit) {
      const half = this.#limit >> 1;
      this.#entries = this.#entries.slice(half);
      this.#truncated += half;
    }
    this.#entries.push(timed);
  }

  /** Adds a loss; with details, which events they were and on which subscription they had been sent. */
  discarded(stage: string, events: readonly unknown[], why: string, subscription?: number): void {
    const sentOn = subscription === undefined ? {} : { subscription };
    const details = this.hasDetails ? { events: events.slice(), ...sentOn } : {};
    this.add({ type: "discarded", stage, count: events.length, why, ...details });
  }

  /** Adds what only a trace with details has. */
  detail(entry: Untimed<TraceDetail>): void {
    if (this.hasDetails) this.add(entry);
  }

  /** Whether entries are kept, or somebody listens who wants them now. */
  get isWanted(): boolean {
    return this.#limit > 0 || [...this.#listeners.values()].some((isWanted) => isWanted());
  }

  /** Calls back with each entry from now on; `isWanted` says whether it is worth telling. Answers how to stop that. */
  listen(listener: (entry: TraceEntry) => void, isWanted: () => boolean = () => true): () => void {
    this.#listeners.set(listener, isWanted);
    return () => void this.#listeners.delete(listener);
  }
}
