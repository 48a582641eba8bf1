import { quoted } from "../errors.ts";
import type {
  Dispatcher,
  DispatcherFactory,
  DispatcherOutput,
  Refused,
  Subscriber,
} from "./dispatcher.ts";
import { noLeftovers } from "./dispatcher.ts";

/** The name of a partition. */
export type PartitionName = string | number;

/** Options of {@link partitionDispatcher}. */
export interface PartitionDispatcherOptions<Event> {
  /** How many partitions, called 0 to n - 1, or their names. */
  readonly partitions: number | readonly PartitionName[];
  /**
   * Where an event goes: `[event, partition]` (the event may be another one), or `"none"` to discard it.
   * Default, for numbered partitions: a stable hash of the whole event.
   */
  readonly hash?: (event: Event) => readonly [Event, PartitionName] | "none";
}

interface Partition<Event> {
  from: Subscriber | undefined;
  /** Asked and not yet sent; always 0 while events or info messages are queued. */
  demand: number;
  queue: (Event | Info)[] | undefined;
}

class Info {
  readonly message: unknown;
  left: number;
  constructor(message: unknown, left: number) {
    this.message = message;
    this.left = left;
  }
}

/**
 * Sends each event to the one consumer of its partition, chosen by a hash: it keeps *order per key*.
 * A consumer subscribes with `partition: name`; a name that is unknown or taken refuses that
 * subscription and leaves the stage alone (PT-7).
 *
 * @throws {TypeError | RangeError} where `partitions` is missing or empty, or a `hash` is needed.
 * @example
 * const system = new System();
 * const seen: number[] = [];
 * const odd = partitionDispatcher<number>({
 *   partitions: ["odd", "even"],
 *   hash: (n) => [n, n % 2 === 1 ? "odd" : "even"],
 * });
 * const feed = system.start(fromIterable([1, 2, 3]), { dispatcher: odd });
 * const print = consumer(() => ({ handleEvents: (events: number[]) => void seen.push(...events) }));
 * system.start(print, { subscribeTo: [{ to: feed, partition: "odd" }] });
 * await system.idle();
 * console.assert(seen.join() === "1,3");
 */
export function partitionDispatcher<Event = unknown>(
  options: PartitionDispatcherOptions<Event>,
): DispatcherFactory<Event> {
  const names = partitionNames(options?.partitions);
  const hash = options.hash ?? defaultHash<Event>(options.partitions);
  if (typeof hash !== "function") {
    throw new TypeError(
      `Expected \`hash\` of the partition dispatcher to be a function, got ${quoted(hash)}`,
    );
  }
  return (output) => new PartitionDispatcher(output, names, hash);
}

function partitionNames(partitions: unknown): readonly PartitionName[] {
  if (Array.isArray(partitions) && partitions.length > 0) return inOrder(partitions);
  if (Number.isInteger(partitions) && (partitions as number) > 0) {
    return Array.from({ length: partitions as number }, (_, index) => index);
  }
  throw new TypeError(
    `Expected \`partitions\` of the partition dispatcher to be an integer from 1 up or a list of names, got ${quoted(partitions)}`,
  );
}

/** Numbers first, then strings: the order in which partitions are sent to. */
function inOrder(names: readonly PartitionName[]): PartitionName[] {
  return [...names].sort((a, b) => {
    if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
    return a < b ? -1 : 1;
  });
}

function defaultHash<Event>(
  partitions: number | readonly PartitionName[],
): (event: Event) => readonly [Event, PartitionName] {
  if (typeof partitions !== "number") {
    throw new TypeError(
      "Expected `hash` of the partition dispatcher to be given, because its partitions have names",
    );
  }
  return (event) => [event, stableHash(event) % partitions];
}

/** FNV-1a over the event's JSON text: the same number everywhere, other than Erlang's `phash2`. */
export function stableHash(value: unknown): number {
  const text = JSON.stringify(value) ?? String(value);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

class PartitionDispatcher<Event> implements Dispatcher<Event> {
  readonly #output: DispatcherOutput<Event>;
  readonly #hash: (event: Event) => readonly [Event, PartitionName] | "none";
  readonly #partitions: Partition<Event>[] = [];
  readonly #indexes = new Map<PartitionName, number>();
  // The partitions' names are their indexes: no look-up by name is needed.
  readonly #isNumbered: boolean;
  readonly #bySubscriber = new Map<Subscriber, Partition<Event>>();
  // Demand that no routed event has met yet.
  #waiting = 0;
  // Demand of consumers that left, which the stage still owes.
  #pending = 0;
  // Asked of the stage and not yet emitted by it.
  #requested = 0;

  constructor(
    output: DispatcherOutput<Event>,
    names: readonly PartitionName[],
    hash: (event: Event) => readonly [Event, PartitionName] | "none",
  ) {
    this.#output = output;
    this.#hash = hash;
    for (const name of names) {
      this.#indexes.set(name, this.#partitions.length);
      this.#partitions.push({ from: undefined, demand: 0, queue: undefined });
    }
    this.#isNumbered = names.every((name, index) => name === index);
  }

  subscribe(from: Subscriber): number | Refused {
    const name = from.options["partition"] as PartitionName | undefined;
    const index = name === undefined ? undefined : this.#indexes.get(name);
    if (index === undefined) {
      const known = [...this.#indexes.keys()].join(", ");
      const what = name === undefined ? "no `partition`" : `the unknown partition ${quoted(name)}`;
      return {
        refused: new RangeError(
          `Expected \`partition\` in the subscription to be one of ${known}, got ${what}`,
        ),
      };
    }
    const partition = this.#partitions[index] as Partition<Event>;
    if (partition.from !== undefined) {
      return {
        refused: new RangeError(
          `Expected \`partition\` in the subscription to be free, but ${quoted(name)} has a consumer`,
        ),
      };
    }
    partition.from = from;
    this.#bySubscriber.set(from, partition);
    return 0;
  }

  cancel(from: Subscriber): number {
    const partition = this.#of(from);
    this.#bySubscriber.delete(from);
    partition.from = undefined;
    if (partition.queue === undefined) {
      this.#pending += partition.demand;
      partition.demand = 0;
      return 0;
    }
    const lost: Event[] = [];
    for (const entry of partition.queue) {
      if (entry instanceof Info) this.#passInfo(entry);
      else lost.push(entry);
    }
    partition.queue = undefined;
    // PT-8: what was queued here is lost, and as much is asked for anew.
    if (lost.length > 0) this.#output.discard(lost, "the consumer of their partition left");
    this.#waiting += lost.length;
    this.#requested += lost.length;
    return lost.length;
  }

  ask(from: Subscriber, demand: number): number {
    const partition = this.#of(from);
    if (partition.queue === undefined) partition.demand += demand;
    else this.#sendQueued(partition, demand);
    const charged = Math.min(this.#pending, demand);
    this.#pending -= charged;
    this.#waiting += demand - charged;
    this.#requested += demand - charged;
    return demand - charged;
  }

  dispatch(events: Event[]): Event[] {
    const hash = this.#hash;
    const discarded: Event[] = [];
    const groups = this.#partitions.map((): Event[] | undefined => undefined);
    const upTo = events.length;
    let waiting = this.#waiting;
    let next = 0;
    for (; next < upTo && waiting > 0; next++) {
      const event = events[next] as Event;
      const target = hash(event);
      if (target === "none") {
        discarded.push(event);
        continue;
      }
      waiting--;
      const index = this.#indexOf(target);
      const group = groups[index];
      if (group === undefined) groups[index] = [target[0]];
      else group.push(target[0]);
    }
    this.#waiting = waiting;
    const rest = next === upTo ? noLeftovers<Event>() : events.slice(next);
    for (let i = 0; i < groups.length; i++) {
      const group = groups[i];
      if (group !== undefined) this.#sendOrQueue(this.#partitions[i] as Partition<Event>, group);
    }
    if (discarded.length > 0) this.#output.discard(discarded, "the hash answered none");
    this.#askAgain(upTo, discarded.length);
    return rest;
  }

  info(message: unknown): void {
    const queued = this.#partitions.filter((p) => p.queue !== undefined);
    if (queued.length === 0) {
      this.#output.info(message);
      return;
    }
    const info = new Info(message, queued.length);
    for (const partition of queued) partition.queue?.push(info);
  }

  room(): number {
    return this.#waiting;
  }

  /** PT-10: an event that was discarded met nobody's demand, so as much is asked for again. */
  #askAgain(emitted: number, discarded: number): void {
    this.#requested = Math.max(0, this.#requested - emitted);
    const missing = Math.min(discarded, this.#waiting - this.#requested);
    if (missing <= 0) return;
    this.#requested += missing;
    this.#output.demand(missing);
  }

  /** The index of the partition that the hash has answered. */
  #indexOf(target: unknown): number {
    if (!Array.isArray(target) || target.length !== 2) throw new TypeError(wrongAnswer(target));
    const name = target[1] as PartitionName;
    if (this.#isNumbered && typeof name === "number" && name in this.#partitions) return name;
    const index = this.#indexes.get(name);
    if (index !== undefined) return index;
    throw new RangeError(
      `Unknown partition ${quoted(name)} computed by the \`hash\` of the partition dispatcher`,
    );
  }

  #sendOrQueue(partition: Partition<Event>, events: Event[]): void {
    if (partition.queue !== undefined) {
      for (const event of events) partition.queue.push(event);
      return;
    }
    const count = Math.min(partition.demand, events.length);
    partition.demand -= count;
    if (count > 0 && partition.from !== undefined) {
      this.#output.send(partition.from, count === events.length ? events : events.slice(0, count));
    }
    if (count < events.length) partition.queue = events.slice(count);
  }

  #sendQueued(partition: Partition<Event>, demand: number): void {
    const queue = partition.queue as (Event | Info)[];
    let left = demand;
    let next = 0;
    let group: Event[] = [];
    const flush = (): void => {
      if (group.length > 0) this.#output.send(partition.from as Subscriber, group);
      group = [];
    };
    for (; next < queue.length && left > 0; next++) {
      const entry = queue[next] as Event | Info;
      if (entry instanceof Info) {
        flush();
        this.#passInfo(entry);
      } else {
        group.push(entry);
        left--;
      }
    }
    flush();
    // A queue that was emptied to the last event stays one: an info message waits for its next ask.
    partition.queue = left > 0 ? undefined : queue.slice(next);
    partition.demand = left;
  }

  #passInfo(info: Info): void {
    if (--info.left === 0) this.#output.info(info.message);
  }

  #of(from: Subscriber): Partition<Event> {
    const partition = this.#bySubscriber.get(from);
    if (partition === undefined)
      throw new Error("D0: a dispatcher is called for subscribers it knows");
    return partition;
  }
}

function wrongAnswer(target: unknown): string {
  return `Expected the \`hash\` of the partition dispatcher to return [event, partition] or "none", got ${quoted(target)}`;
}
