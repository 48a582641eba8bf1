import type { Trace, TraceEntry } from "headgate";

/** The entries of one type. */
export type EntryOf<Type extends TraceEntry["type"]> = Extract<TraceEntry, { type: Type }>;

/** A quantity behind one entry of a trace; it holds until the next point. */
export interface Point {
  /** The entry's place in `trace.entries`. */
  readonly index: number;
  /** Milliseconds on the system's clock. */
  readonly at: number;
  readonly value: number;
}

/** One subscription: what it was made with, and what went over it. */
export interface SubscriptionReading {
  readonly id: number;
  readonly producer: string;
  readonly consumer: string;
  readonly maxDemand: number;
  readonly minDemand: number;
  readonly mode: "automatic" | "manual";
  /** How many events each ask was for, in order. */
  readonly asks: readonly number[];
  /** What came, in order. */
  readonly delivered: readonly unknown[];
  /** Asked and not yet sent, behind each ask and each delivery. Below 0: more was sent than asked. */
  readonly pending: readonly Point[];
}

/** The entries of one type, in order. */
export function entriesOf<Type extends TraceEntry["type"]>(
  trace: Trace,
  type: Type,
): EntryOf<Type>[] {
  return trace.entries.filter((entry): entry is EntryOf<Type> => entry.type === type);
}

/** Every subscription of a run, in the order made. */
export function subscriptionsOf(trace: Trace): SubscriptionReading[] {
  const readings = new Map<number, Open>();
  trace.entries.forEach((entry, index) => {
    const { at, type } = entry;
    if (type === "subscribe") {
      const { subscription: id, ...made } = entry;
      readings.set(id, { id, ...made, asks: [], delivered: [], pending: [], owed: 0 });
    }
    if (type !== "ask" && type !== "events") return;
    const reading = readings.get(entry.subscription);
    if (reading === undefined) return;
    if (type === "ask") reading.asks.push(entry.demand);
    else reading.delivered.push(...entry.events);
    reading.owed += type === "ask" ? entry.demand : -entry.events.length;
    reading.pending.push({ index, at, value: reading.owed });
  });
  return [...readings.values()];
}

interface Open extends SubscriptionReading {
  readonly asks: number[];
  readonly delivered: unknown[];
  readonly pending: Point[];
  owed: number;
}

/** The subscription of one consumer. Throws where it has none. */
export function subscriptionOf(trace: Trace, consumer: string): SubscriptionReading {
  const found = subscriptionsOf(trace).find((reading) => reading.consumer === consumer);
  if (found === undefined) {
    throw new RangeError(
      `Expected the trace to hold a subscription of "${consumer}", and it has none`,
    );
  }
  return found;
}

/** Sent to a consumer and not yet taken up by its `handleEvents`, behind each change. */
export function waitingFor(trace: Trace, consumer: string): Point[] {
  return level(trace, (entry) => {
    if (entry.type === "events" && entry.consumer === consumer) return entry.events.length;
    if (entry.type !== "handle" || entry.stage !== consumer || entry.phase !== "begin") return 0;
    return -entry.events.length;
  });
}

/** Sent to a consumer and not yet handled to the end, behind each change. */
export function inFlightTo(trace: Trace, consumer: string): Point[] {
  return level(trace, (entry) => {
    if (entry.type === "events" && entry.consumer === consumer) return entry.events.length;
    if (entry.type !== "handle" || entry.stage !== consumer || entry.phase !== "end") return 0;
    return -entry.events.length;
  });
}

/** Asked for by a consumer and not yet handled by it to the end, behind each change. */
export function onOrderOf(trace: Trace, consumer: string): Point[] {
  return level(trace, (entry) => {
    if (entry.type === "ask" && entry.consumer === consumer) return entry.demand;
    if (entry.type !== "handle" || entry.stage !== consumer || entry.phase !== "end") return 0;
    return -entry.events.length;
  });
}

/** The running sum of what each entry changes, where it changes anything. */
export function level(trace: Trace, change: (entry: TraceEntry) => number): Point[] {
  const points: Point[] = [];
  let value = 0;
  trace.entries.forEach((entry, index) => {
    const by = change(entry);
    if (by === 0) return;
    value += by;
    points.push({ index, at: entry.at, value });
  });
  return points;
}

/** The highest value of a level, at least 0. */
export function peak(points: readonly Point[]): number {
  return points.reduce((highest, { value }) => Math.max(highest, value), 0);
}

/** The mean of a level over the ms from the run's beginning to its end. */
export function mean(points: readonly Point[], trace: Trace): number {
  const end = endOf(trace);
  if (end === 0) return 0;
  const areas = points.map(({ at, value }, place) => value * ((points[place + 1]?.at ?? end) - at));
  return areas.reduce((sum, area) => sum + area, 0) / end;
}

/** The batches that a stage's `handleEvents` was given, in order. */
export function batchesOf(trace: Trace, stage: string): (readonly unknown[])[] {
  return handles(trace, stage, "begin").map(({ events }) => events);
}

/** The events that a stage has handled to the end, in order. */
export function handledBy(trace: Trace, stage: string): unknown[] {
  return handles(trace, stage, "end").flatMap(({ events }) => events);
}

/** When a stage handled its last event to the end, in ms; 0 where it handled none. */
export function doneAt(trace: Trace, stage: string): number {
  return handles(trace, stage, "end").at(-1)?.at ?? 0;
}

/** For how many ms a stage was inside `handleEvents`. */
export function busyMs(trace: Trace, stage: string): number {
  return entriesOf(trace, "handle")
    .filter((entry) => entry.stage === stage)
    .reduce((sum, { at, phase }) => sum + (phase === "end" ? at : -at), 0);
}

function handles(trace: Trace, stage: string, phase: "begin" | "end"): EntryOf<"handle">[] {
  return entriesOf(trace, "handle").filter(
    (entry) => entry.stage === stage && entry.phase === phase,
  );
}

/** How many events a stage has dropped. */
export function discardedBy(trace: Trace, stage: string): number {
  return entriesOf(trace, "discarded")
    .filter((entry) => entry.stage === stage)
    .reduce((sum, { count }) => sum + count, 0);
}

/** When the last thing happened, in ms. */
export function endOf(trace: Trace): number {
  return trace.entries.at(-1)?.at ?? 0;
}

/** What a figure calls an event: its `id`, or itself where it has none. */
export function nameOf(event: unknown): string {
  const id = typeof event === "object" && event !== null && "id" in event ? event.id : event;
  return String(id);
}

/** Events by their names: `1, 2, 3`. */
export function namesOf(events: readonly unknown[]): string {
  return events.map(nameOf).join(", ");
}
