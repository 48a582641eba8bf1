import { lostOnTheWay } from "../../report.ts";
import { namesText } from "./event-names.ts";
import type { RecordedEntry } from "./recording.ts";
import type { Edge, Level, Stage, Step } from "./run.ts";

const last = (level: Level): number => level.points.at(-1)?.[2] ?? 0;

type Told = Pick<Step, "from" | "to" | "note" | "phase" | "edge"> & { readonly n?: number };

const stageLevels = ["waiting", "in hand", "buffered", "sent", "handled", "lost"] as const;
const edgeLevels = ["owed", "on order", "asked", "delivered"] as const;

type LevelOf = (of: Level["of"], name: string) => Level;

/** A level without a point yet. */
export const newLevel: LevelOf = (of, name) => ({ of, name, points: [], lowest: 0 });

/** A stage that has done nothing yet. */
export function newStage(name: string, kind: string, levelOf: LevelOf = newLevel): Stage {
  const levels = levelsOf(stageLevels, name, levelOf);
  return { name, kind, levels, sent: 0, handled: 0, lost: 0, ended: false };
}

/** A subscription on which nothing was asked for yet. */
export function newEdge(producer: string, consumer: string, levelOf: LevelOf = newLevel): Edge {
  const levels = levelsOf(edgeLevels, `${producer} → ${consumer}`, levelOf);
  return { producer, consumer, levels, asked: 0, delivered: 0, owed: 0, closed: false };
}

function levelsOf<Of extends Level["of"]>(
  all: readonly Of[],
  name: string,
  levelOf: LevelOf,
): Record<Of, Level> {
  return Object.fromEntries(all.map((of) => [of, levelOf(of, name)])) as Record<Of, Level>;
}

function put(edgesOf: Map<string, Edge[]>, name: string, edge: Edge): void {
  const known = edgesOf.get(name);
  if (known === undefined) edgesOf.set(name, [edge]);
  else known.push(edge);
}

/** Puts a value down where it differs from the one before. */
export function move(level: Level, step: number, at: number, value: number): void {
  level.lowest = Math.min(level.lowest, value);
  if (value !== last(level)) level.points.push([step, at, value]);
}

/** Reads recorded entries one after the other; what it has come to is in its fields. */
export class RunReader {
  readonly steps: Step[] = [];
  readonly stages: Map<string, Stage> = new Map();
  readonly edges: Map<string, Edge> = new Map();
  readonly levels: Map<string, Level> = new Map();
  /** Of each stage the subscriptions that it had, since it began. */
  readonly #edgesOf = new Map<string, Edge[]>();
  /** Of each consumer those that were open when it last handled something, and those since: they may be many in turn. */
  readonly #openOf = new Map<string, Edge[]>();
  /** Subscriptions whose consumer has ended. */
  readonly #deaf = new Set<Edge>();
  readonly #initial: ReadonlyMap<string, number>;
  #step: number;
  #at = 0;

  /** `initial`: what levels are to start at, by their keys. */
  constructor(
    entries: readonly RecordedEntry[],
    before: number,
    initial: ReadonlyMap<string, number> = new Map(),
  ) {
    this.#initial = initial;
    this.#step = before;
    for (const entry of entries) this.read(entry);
  }

  /** Takes the next entry in. */
  read(entry: RecordedEntry): void {
    this.#step++;
    this.#at = entry.at;
    const told = this.#read(entry);
    // What happens inside a stage is no step of a figure.
    if (told === undefined) return;
    const { ids } = entry;
    this.steps.push({
      step: this.#step,
      at: entry.at,
      what: entry.type as Step["what"],
      ...told,
      ...(ids && { ids }),
      ...(told.edge && { owed: told.edge.owed }),
    });
  }

  #read(entry: RecordedEntry): Told | undefined {
    switch (entry.type) {
      case "subscribe":
        return this.#subscribe(entry);
      case "ask":
        return this.#ask(entry);
      case "events":
        return this.#events(entry);
      case "cancel": {
        const edge = this.#edge(entry);
        this.#close(edge);
        return { from: edge.consumer, to: edge.producer, note: entry.note ?? "", edge };
      }
      case "emit":
      case "replay":
      case "accept":
      case "release":
        return undefined;
      default:
        return this.#within(entry, this.#stage(entry.stage!));
    }
  }

  /** What happens within one stage. */
  #within(entry: RecordedEntry, stage: Stage): Told {
    const { n = 0, total = 0, note = "", phase } = entry;
    const to = stage.name;
    switch (entry.type) {
      case "start":
        stage.kind = note;
        stage.startedAt = this.#step;
        // One that a supervisor has started again goes by the same name.
        stage.ended = false;
        if (entry.total !== undefined) stage.bufferSize = total;
        return { from: "", to, note };
      case "handle":
        return this.#handle(entry, stage);
      case "buffered":
      case "unbuffered":
        this.#move(stage.levels.buffered, total);
        return { from: "", to, n, note: `holds ${total}` };
      case "discarded":
        stage.lost += n;
        this.#move(stage.levels.lost, stage.lost);
        if (note === lostOnTheWay.subscriptionEnded) this.#add(stage.levels.waiting, -n);
        return { from: "", to, n, note };
      case "exit":
        this.#exit(stage);
        return { from: "", to, note };
      case "demand":
        return { from: "", to, n, note };
      default:
        return { from: "", to, note, ...(phase && { phase }) };
    }
  }

  #subscribe(entry: RecordedEntry): Told {
    const edge = this.#edge(entry);
    const { maxDemand, minDemand, note: mode } = entry;
    const isManual = mode === "manual";
    const note = isManual ? "asks by hand" : `max ${maxDemand}, min ${minDemand}`;
    if (minDemand && !isManual) edge.asksAgainAt = minDemand;
    return { from: edge.consumer, to: edge.producer, note, edge };
  }

  #ask(entry: RecordedEntry): Told {
    const edge = this.#edge(entry);
    const n = entry.n!;
    edge.asked += n;
    this.#move(edge.levels.asked, edge.asked);
    this.#owe(edge, edge.owed + n);
    this.#add(edge.levels["on order"], n);
    return { from: edge.consumer, to: edge.producer, n, note: "", edge };
  }

  #events(entry: RecordedEntry): Told {
    const edge = this.#edge(entry);
    const producer = this.#stage(edge.producer);
    const consumer = this.#stage(edge.consumer);
    const n = entry.n!;
    edge.delivered += n;
    this.#move(edge.levels.delivered, edge.delivered);
    if (!edge.closed) this.#owe(edge, edge.owed - n);
    producer.sent += n;
    this.#move(producer.levels.sent, producer.sent);
    // One that was started again under its name gets nothing of what was sent to the one before.
    if (!consumer.ended && !this.#deaf.has(edge)) this.#add(consumer.levels.waiting, n);
    const note = namesText(entry.ids, n <= (entry.ids?.length ?? 0));
    return { from: edge.producer, to: edge.consumer, n, note, edge };
  }

  #handle({ n = 0, phase, note }: RecordedEntry, stage: Stage): Told {
    const begins = phase === "begin";
    if (begins) {
      stage.handled += n;
      this.#move(stage.levels.handled, stage.handled);
      this.#add(stage.levels.waiting, -n);
    } else this.#settle(stage.name, note, n);
    this.#move(stage.levels["in hand"], begins ? n : 0);
    return { from: "", to: stage.name, n, note: `from ${note}`, phase: phase! };
  }

  /** Takes what was handled off the order that it came on; what is still owed was not handled. */
  #settle(consumer: string, producer: string | undefined, n: number): void {
    const all = (this.#openOf.get(consumer) ?? []).filter((edge) => !edge.closed);
    this.#openOf.set(consumer, all);
    const open = all.filter((edge) => edge.producer === producer);
    for (const edge of open) {
      const level = edge.levels["on order"];
      this.#move(level, Math.max(edge.owed, last(level) - n));
      if (open.length > 1) delete edge.asksAgainAt;
    }
  }

  #exit(stage: Stage): void {
    stage.ended = true;
    stage.endedAt = this.#step;
    for (const edge of this.#edgesOf.get(stage.name) ?? []) {
      if (edge.consumer === stage.name) this.#deaf.add(edge);
      this.#close(edge);
    }
    this.#edgesOf.delete(stage.name);
    for (const of of ["waiting", "in hand", "buffered"] as const) this.#move(stage.levels[of], 0);
  }

  #close(edge: Edge): void {
    edge.closed = true;
    edge.closedAt ??= this.#step;
    this.#owe(edge, 0);
    this.#move(edge.levels["on order"], 0);
  }

  #owe(edge: Edge, owed: number): void {
    edge.owed = owed;
    this.#move(edge.levels.owed, owed);
  }

  #add(level: Level, change: number): void {
    this.#move(level, last(level) + change);
  }

  #move(level: Level, value: number): void {
    move(level, this.#step, this.#at, value);
  }

  #stage(name: string): Stage {
    let stage = this.stages.get(name);
    if (stage === undefined) {
      stage = newStage(name, "", (of) => this.#level(of, name, name));
      this.stages.set(name, stage);
    }
    return stage;
  }

  #edge({ producer, consumer, subscription }: RecordedEntry): Edge {
    this.#stage(producer!);
    this.#stage(consumer!);
    const key = `${subscription} ${producer} → ${consumer}`;
    let edge = this.edges.get(key);
    if (edge === undefined) {
      edge = newEdge(producer!, consumer!, (of, name) => this.#level(of, name, key));
      // Demand from before the trace begins was asked, too.
      edge.owed = edge.asked = last(edge.levels.owed);
      if (edge.owed > 0) this.#move(edge.levels.asked, edge.owed);
      this.edges.set(key, edge);
      for (const name of [producer!, consumer!]) put(this.#edgesOf, name, edge);
      put(this.#openOf, consumer!, edge);
    }
    return edge;
  }

  #level(of: Level["of"], name: string, key: string): Level {
    const level = newLevel(of, name);
    const initial = this.#initial.get(`${of} ${key}`);
    if (initial !== undefined) level.points.push([0, this.#at, initial]);
    this.levels.set(`${of} ${key}`, level);
    return level;
  }
}
