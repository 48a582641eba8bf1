import type { ExitReason } from "./exit-reason.ts";

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
  | (At & { readonly type: "start"; readonly stage: string; readonly kind: StageKind })
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
    })
  /** `count` events found no demand and wait in the buffer, which then holds `total`. */
  | (At & {
      readonly type: "buffered";
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
    })
  | (At & Edge & { readonly type: "cancel"; readonly reason: ExitReason })
  | (At & { readonly type: "exit"; readonly stage: string; readonly reason: ExitReason });

// Each member of the union loses its own `at`, not only the keys that all have in common.
type Untimed<Entry> = Entry extends TraceEntry ? Omit<Entry, "at"> : never;

/** What happened in a system, oldest first, as far as its bound reaches. */
export interface Trace {
  readonly entries: readonly TraceEntry[];
  /** How many of the oldest entries were dropped because the trace is bounded. */
  readonly truncated: number;
}

/** Collects a trace. Past `limit` entries the oldest half goes. */
export class Tracer implements Trace {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #listeners = new Set<(entry: TraceEntry) => void>();
  entries: TraceEntry[] = [];
  truncated = 0;

  /** `limit`: an integer from 2 up. */
  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  add(entry: Untimed<TraceEntry>): void {
    if (this.entries.length >= this.#limit) {
      const half = this.#limit >> 1;
      this.entries = this.entries.slice(half);
      this.truncated += half;
    }
    const timed = { at: this.#now(), ...entry } as TraceEntry;
    this.entries.push(timed);
    for (const listener of this.#listeners) listener(timed);
  }

  /** Calls back with each entry from now on. Answers how to stop that. */
  listen(listener: (entry: TraceEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
