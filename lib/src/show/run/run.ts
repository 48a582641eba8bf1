import { describeReason } from "../../errors.ts";
import type { Trace, TraceDetail, TraceEntry } from "../../trace.ts";
import { namesOf } from "./event-names.ts";

/** One entry of the trace, read: who, to whom, what, how many, and what is owed behind it. */
export interface Step {
  /** Its place in the run, from 1; figure, text and table tell steps by it. */
  readonly step: number;
  /** Milliseconds on the system's clock. */
  readonly at: number;
  readonly what: Exclude<TraceEntry, TraceDetail>["type"];
  /** The stage a message left; `""` for what happens within one stage, which is then `to` and has no `edge`. */
  readonly from: string;
  readonly to: string;
  /** Events or demand; absent where the entry counts nothing. */
  readonly n?: number;
  /** What else there is to say; may hold anything a stage put there. */
  readonly note: string;
  /** `handle` only: whether the callback begins or has settled. */
  readonly phase?: "begin" | "end";
  /** The subscription this step belongs to. */
  readonly edge?: Edge;
  /** Demand owed on `edge` behind this step: asked and not yet delivered. */
  readonly owed?: number;
}

/** One subscription and its totals at the end of what was read. */
export interface Edge {
  readonly producer: string;
  readonly consumer: string;
  /** What was owed on it over the run. */
  readonly level: Level;
  asked: number;
  delivered: number;
  /** `asked - delivered`, or 0 once closed. Below 0 the producer sent more than it was asked. */
  owed: number;
  /** Cancelled, or one of its stages has ended. */
  closed: boolean;
}

/** One stage and its totals at the end of what was read. */
export interface Stage {
  readonly name: string;
  /** `""` where the trace does not hold the stage's start. */
  kind: string;
  /** Events sent to consumers; one sent to two consumers counts twice. */
  sent: number;
  /** Events its `handleEvents` was given. */
  handled: number;
  ended: boolean;
  /** The last batch it sent. */
  lastSent?: readonly unknown[];
}

/** A quantity over the run; each value holds until the next point. */
export interface Level {
  readonly of: "owed" | "waiting" | "in hand" | "buffered";
  /** A stage, or `producer → consumer`. */
  readonly name: string;
  /** `[step, ms, value]`, in order of steps. */
  readonly points: [step: number, at: number, value: number][];
  /** Its lowest value yet; below 0 only if the trace has lost its beginning. */
  lowest: number;
}

/** A trace as figures need it. */
export interface Run {
  readonly steps: readonly Step[];
  /** In order of their first mention. */
  readonly stages: readonly Stage[];
  readonly edges: readonly Edge[];
  readonly levels: readonly Level[];
  /** How many of the oldest entries the trace's bound has dropped. */
  readonly truncated: number;
}

/**
 * Reads a trace up to a step (by default to its end): steps, stages and subscriptions with their
 * totals, and what was owed, waiting, in hand and buffered over the run. Pure.
 *
 * Totals count from the first entry the trace still holds. Where its bound has dropped older ones,
 * levels start as low as what follows allows: an event handled but never seen sent was waiting.
 */
export function readRun(trace: Trace, upTo: number = Infinity): Run {
  const { entries, truncated } = trace;
  const kept = entries.slice(0, Math.max(0, upTo - truncated));
  let reader = new RunReader(kept, truncated);
  const lost = [...reader.levels].filter(([, level]) => truncated > 0 && level.lowest < 0);
  if (lost.length > 0) {
    reader = new RunReader(
      kept,
      truncated,
      new Map(lost.map(([key, level]) => [key, -level.lowest])),
    );
  }
  return {
    steps: reader.steps,
    stages: [...reader.stages.values()],
    edges: [...reader.edges.values()],
    levels: [...reader.levels.values()],
    truncated,
  };
}

/** The value of a level behind a step; 0 before its first point. */
export function valueAt(level: Level, step: number): number {
  const { points } = level;
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]![0] <= step) low = middle + 1;
    else high = middle;
  }
  return points[low - 1]?.[2] ?? 0;
}

const last = (level: Level): number => level.points.at(-1)?.[2] ?? 0;

type Entry<Type extends TraceEntry["type"]> = Extract<TraceEntry, { type: Type }>;
type Told = Pick<Step, "from" | "to" | "n" | "note" | "phase" | "edge">;

class RunReader {
  readonly steps: Step[] = [];
  readonly stages: Map<string, Stage> = new Map();
  readonly edges: Map<string, Edge> = new Map();
  readonly levels: Map<string, Level> = new Map();
  readonly #initial: ReadonlyMap<string, number>;
  #step: number;
  #at = 0;

  constructor(entries: readonly TraceEntry[], before: number, initial = new Map<string, number>()) {
    this.#initial = initial;
    this.#step = before;
    for (const entry of entries) {
      this.#step++;
      this.#at = entry.at;
      const told = this.#read(entry as Exclude<TraceEntry, TraceDetail>);
      // What happens inside a stage is no step of a figure.
      if (told === undefined) continue;
      const owed = told.edge && { owed: told.edge.owed };
      const what = entry.type as Step["what"];
      this.steps.push({ step: this.#step, at: entry.at, what, ...told, ...owed });
    }
  }

  #read(entry: Exclude<TraceEntry, TraceDetail>): Told | undefined {
    switch (entry.type) {
      case "start":
        this.#stage(entry.stage).kind = entry.kind;
        return { from: "", to: entry.stage, note: entry.kind };
      case "subscribe":
        return this.#subscribe(entry);
      case "ask":
        return this.#ask(entry);
      case "events":
        return this.#events(entry);
      case "demand":
        this.#stage(entry.stage);
        return { from: "", to: entry.stage, n: entry.demand, note: "" };
      case "handle":
        return this.#handle(entry);
      case "buffered":
        this.#stage(entry.stage);
        this.#set("buffered", entry.stage, entry.total);
        return { from: "", to: entry.stage, n: entry.count, note: `holds ${entry.total}` };
      case "discarded":
        this.#stage(entry.stage);
        return { from: "", to: entry.stage, n: entry.count, note: entry.why };
      case "cancel":
        return this.#cancel(entry);
      case "exit":
        return this.#exit(entry);
      default:
        return undefined;
    }
  }

  #subscribe(entry: Entry<"subscribe">): Told {
    const edge = this.#edge(entry);
    const limits = `max ${entry.maxDemand}, min ${entry.minDemand}`;
    const note = entry.mode === "manual" ? "asks by hand" : limits;
    return { from: entry.consumer, to: entry.producer, note, edge };
  }

  #ask(entry: Entry<"ask">): Told {
    const edge = this.#edge(entry);
    edge.asked += entry.demand;
    this.#owe(edge, edge.owed + entry.demand);
    return { from: entry.consumer, to: entry.producer, n: entry.demand, note: "", edge };
  }

  #events(entry: Entry<"events">): Told {
    const edge = this.#edge(entry);
    const producer = this.#stage(entry.producer);
    const n = entry.events.length;
    edge.delivered += n;
    if (!edge.closed) this.#owe(edge, edge.owed - n);
    producer.sent += n;
    if (!this.#stage(entry.consumer).ended) this.#add("waiting", entry.consumer, n);
    // A buffer is emptied before anything newer goes out; a broadcast's copies leave it only once.
    const buffered = this.#level("buffered", producer.name);
    const held = last(buffered);
    if (held > 0 && entry.events !== producer.lastSent) {
      this.#set("buffered", producer.name, Math.max(0, held - n));
    }
    producer.lastSent = entry.events;
    return { from: entry.producer, to: entry.consumer, n, note: namesOf(entry.events), edge };
  }

  #handle(entry: Entry<"handle">): Told {
    const n = entry.events.length;
    const begins = entry.phase === "begin";
    if (begins) {
      this.#stage(entry.stage).handled += n;
      this.#add("waiting", entry.stage, -n);
    }
    this.#set("in hand", entry.stage, begins ? n : 0);
    return { from: "", to: entry.stage, n, note: `from ${entry.from}`, phase: entry.phase };
  }

  #cancel(entry: Entry<"cancel">): Told {
    const edge = this.#edge(entry);
    this.#close(edge);
    return { from: entry.consumer, to: entry.producer, note: describeReason(entry.reason), edge };
  }

  #exit(entry: Entry<"exit">): Told {
    this.#stage(entry.stage).ended = true;
    for (const edge of this.edges.values()) {
      if (edge.producer === entry.stage || edge.consumer === entry.stage) this.#close(edge);
    }
    for (const of of ["waiting", "in hand", "buffered"] as const) this.#set(of, entry.stage, 0);
    return { from: "", to: entry.stage, note: describeReason(entry.reason) };
  }

  #close(edge: Edge): void {
    edge.closed = true;
    this.#owe(edge, 0);
  }

  #owe(edge: Edge, owed: number): void {
    edge.owed = owed;
    this.#move(edge.level, owed);
  }

  #add(of: Level["of"], name: string, change: number): void {
    const level = this.#level(of, name);
    this.#move(level, last(level) + change);
  }

  #set(of: Level["of"], name: string, value: number): void {
    this.#move(this.#level(of, name), value);
  }

  #move(level: Level, value: number): void {
    level.lowest = Math.min(level.lowest, value);
    if (value !== last(level)) level.points.push([this.#step, this.#at, value]);
  }

  #stage(name: string): Stage {
    let stage = this.stages.get(name);
    if (stage === undefined) {
      stage = { name, kind: "", sent: 0, handled: 0, ended: false };
      this.stages.set(name, stage);
    }
    return stage;
  }

  #edge(between: Pick<Entry<"ask">, "producer" | "consumer" | "subscription">): Edge {
    const { producer, consumer, subscription } = between;
    this.#stage(producer);
    this.#stage(consumer);
    const key = `${subscription} ${producer} → ${consumer}`;
    let edge = this.edges.get(key);
    if (edge === undefined) {
      const level = this.#level("owed", `${producer} → ${consumer}`, key);
      const owed = last(level);
      // Demand from before the trace begins was asked, too.
      edge = { producer, consumer, level, asked: owed, delivered: 0, owed, closed: false };
      this.edges.set(key, edge);
    }
    return edge;
  }

  #level(of: Level["of"], name: string, key: string = `${of} ${name}`): Level {
    let level = this.levels.get(key);
    if (level === undefined) {
      const initial = this.#initial.get(key);
      const points: Level["points"] = initial === undefined ? [] : [[0, this.#at, initial]];
      level = { of, name, points, lowest: 0 };
      this.levels.set(key, level);
    }
    return level;
  }
}
