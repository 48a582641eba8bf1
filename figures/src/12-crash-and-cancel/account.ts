import type { Trace, TraceEntry } from "headgate";

/** Where the quakes of a run ended up. */
export interface Account {
  /** Taken from the feed's source. */
  readonly taken: number;
  readonly archived: number;
  /** In the hands of a stage when it ended, in its mailbox or buffer, or sent to one that had ended. */
  readonly lost: number;
  /** In the mailbox or buffer of a stage that lives. */
  readonly held: number;
  /** How many stages were started again. */
  readonly again: number;
}

/** Adds up a run whose trace has details. What is lost is what the trace says and what was in hand. */
export function accountOf(trace: Trace): Account {
  const books = new Books();
  for (const entry of trace.entries) books.read(entry);
  return books.account();
}

class Books {
  #taken = 0;
  #archived = 0;
  #lost = 0;
  #starts = 0;
  readonly #names = new Set<string>();
  /** Sent on a subscription and not yet begun. */
  readonly #waiting = new Map<number, number>();
  readonly #consumers = new Map<number, string>();
  readonly #inHand = new Map<string, number>();
  readonly #buffered = new Map<string, number>();

  read(entry: TraceEntry): void {
    if (entry.type === "start") {
      this.#starts++;
      this.#names.add(entry.stage);
    } else if (entry.type === "subscribe") this.#consumers.set(entry.subscription, entry.consumer);
    else if (entry.type === "emit") this.#taken += entry.stage === "feed" ? entry.events.length : 0;
    else if (entry.type === "events") this.#wait(entry.subscription, entry.events.length);
    else if (entry.type === "handle") this.#handle(entry);
    else if (entry.type === "discarded") {
      this.#lost += entry.count;
      this.#wait(entry.subscription, -entry.count);
    } else if (entry.type === "buffered" || entry.type === "unbuffered") {
      this.#buffered.set(entry.stage, entry.total);
    } else if (entry.type === "exit") this.#end(entry.stage);
  }

  #wait(subscription: number | undefined, count: number): void {
    if (subscription === undefined) return;
    this.#waiting.set(subscription, (this.#waiting.get(subscription) ?? 0) + count);
  }

  #handle(entry: TraceEntry & { readonly type: "handle" }): void {
    const { stage, phase, subscription, events } = entry;
    if (phase === "begin") this.#wait(subscription, -events.length);
    else if (stage === "archive") this.#archived += events.length;
    this.#inHand.set(stage, phase === "begin" ? events.length : 0);
  }

  /** What the stage had in hand is lost; of what waited for it the trace tells by itself. */
  #end(stage: string): void {
    this.#lost += this.#inHand.get(stage) ?? 0;
    this.#inHand.delete(stage);
    this.#buffered.delete(stage);
    for (const [subscription, consumer] of this.#consumers) {
      if (consumer === stage) this.#waiting.delete(subscription);
    }
  }

  account(): Account {
    const all = [this.#waiting, this.#inHand, this.#buffered].flatMap((map) => [...map.values()]);
    return {
      taken: this.#taken,
      archived: this.#archived,
      lost: this.#lost,
      held: all.reduce((sum, count) => sum + count, 0),
      again: this.#starts - this.#names.size,
    };
  }
}
