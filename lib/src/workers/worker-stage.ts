import {
  producerConsumer,
  type ProducerConsumerCallbacks,
  type ProducerConsumerDefinition,
  type SubscriptionRef,
} from "../definitions.ts";
import { askAfter, batchSize } from "../demand.ts";
import { whenEnded } from "../end-process.ts";
import { quoted } from "../errors.ts";
import { type ExitReason, isCleanReason } from "../exit-reason.ts";
import type { CancelMode } from "../options.ts";
import type { CancelReason, PeerRole } from "../protocol.ts";
import { noInfoReport } from "../report.ts";
import type { Stage } from "../stage.ts";
import type { Subscription } from "../subscription.ts";
import type { Worker } from "../waits.ts";
import { InFlight, type Piece } from "./in-flight.ts";
import { WorkerError } from "./worker-error.ts";
import {
  type EventOf,
  type ModuleLocation,
  type ResultOf,
  type Work,
  type WorkerFunction,
  workerKeys,
  type ThreadOptions,
  workOf,
} from "./worker-options.ts";
import { Job, type ThreadPool, type WorkSource } from "./thread-pool.ts";
import { checkCount, checkKeys, poolMaker } from "./worker-pool.ts";

/** How a worker stage works. */
export interface WorkerStageOptions extends ThreadOptions {
  /** Whether results are emitted in the order of their events; if not, as each is done. Default: true. */
  readonly ordered?: boolean;
  /**
   * The most events that a thread is given at once, from 1 up; it is given half of its share of those
   * that wait. More of them keep it from waiting for the next, fewer share the work better. Default: 32.
   */
  readonly chunkSize?: number;
  /**
   * Whether buffers in events and results are handed over instead of copied: those that are the event
   * or result itself, or a field of it. Who sent them has them no more. Default: false.
   */
  readonly transfer?: boolean;
}

/**
 * Defines a producer-consumer whose work runs in worker threads: the function that a module exports is
 * called with each event, and what it returns is emitted.
 *
 * It differs from `producerConsumer` in that several events are worked on at once, of one batch or of
 * several. It takes events only while its consumers want some, and asks its producers as
 * `maxDemand` and `minDemand` of each subscription say, an event counting as handled once its result
 * is emitted. So no more than `maxDemand` events of a subscription are in it, and `threads` of them at
 * work. A `maxDemand` of some times `threads` keeps all threads busy.
 *
 * Events and results are cloned, not shared. What the function throws ends the stage, once the results
 * of the events before are out; so does a thread that ends, with a {@link WorkerError}.
 *
 * @param module is where the function is: `new URL("./work.js", import.meta.url)`.
 * @throws {TypeError | RangeError} for a function instead of a module, or a wrong option.
 * @throws {Error} where the package `piscina` is not installed.
 * @example
 * const module = "data:text/javascript,export const square = (n) => n * n;";
 * const squares = workerStage(module, { export: "square", threads: 2 });
 * const system = new System();
 * const numbers = system.start(fromIterable([1, 2, 3]));
 * const seen: number[] = [];
 * const squared = system.start(squares, { subscribeTo: [{ to: numbers }] });
 * for await (const n of system.stream(squared)) seen.push(n);
 * console.assert(seen.join() === "1,4,9");
 */
export function workerStage<Work extends WorkerFunction = WorkerFunction>(
  module: ModuleLocation,
  options: WorkerStageOptions = {},
): ProducerConsumerDefinition<EventOf<Work>, ResultOf<Work>> {
  checkKeys("workerStage", options, [...workerKeys, "ordered", "chunkSize", "transfer"]);
  const { ordered = true, chunkSize = 32, transfer = false } = options;
  for (const [name, value] of Object.entries({ ordered, transfer })) {
    if (typeof value === "boolean") continue;
    throw new TypeError(`Expected \`${name}\` to be true or false, got ${quoted(value)}`);
  }
  checkCount("chunkSize", chunkSize);
  const work = workOf("workerStage", module, options, { hasResults: true, transfer });
  const makePool = poolMaker(options);
  return producerConsumer<EventOf<Work>, ResultOf<Work>>((stage) => {
    const pool = makePool();
    const { threads } = pool;
    const inFlight = new InFlight<Subscription>({ chunkSize, threads, isOrdered: ordered });
    return new ParallelWork(stage as Stage, work, pool, inFlight);
  });
}

/** The callbacks of a worker stage: its subscriptions ask by hand, and results go out as they come. */
class ParallelWork implements ProducerConsumerCallbacks<unknown, unknown>, WorkSource {
  readonly work: Work;
  readonly #stage: Stage;
  readonly #pool: ThreadPool;
  readonly #inFlight: InFlight<Subscription>;
  // So that the system is not idle, and virtual time stands, while threads work.
  readonly #atWork: Worker & { readonly name: string };
  // Demand from below that is spoken for by events in flight.
  #claimed = 0;
  // What it ends with once nothing is in flight.
  #end: End | undefined;

  constructor(stage: Stage, work: Work, pool: ThreadPool, inFlight: InFlight<Subscription>) {
    this.#stage = stage;
    this.#atWork = { name: stage.name, waitCount: 0, isAtWork: false };
    this.work = work;
    this.#pool = pool;
    this.#inFlight = inFlight;
    pool.enter();
    whenEnded(stage, () => this.#ended());
  }

  handleSubscribe(role: PeerRole, _options: object, from: SubscriptionRef): "automatic" | "manual" {
    if (role === "consumer") return "automatic";
    const subscription = from as Subscription;
    subscription.demand = subscription.maxDemand;
    this.#stage.ask(from, subscription.maxDemand);
    return "manual";
  }

  handleEvents(events: unknown[], from: SubscriptionRef): void {
    const stage = this.#stage;
    // P-2: the next message is taken only for demand that these events do not meet.
    if (stage.producing !== undefined) {
      const claimed = Math.min(stage.producing.pending, events.length);
      stage.producing.pending -= claimed;
      this.#claimed += claimed;
    }
    this.#inFlight.take(events, from as Subscription);
    if (this.#inFlight.size > 0) stage.loop.suspended(this.#atWork);
    this.#pool.offer(this);
  }

  /** The stage ends with its producer, but once the results of what came before are out (S-21). */
  handleCancel({ reason }: CancelReason, from: SubscriptionRef): void {
    const subscription = from as Subscription;
    const { cancel } = subscription;
    const isClean = isCleanReason(reason);
    const isEnd = cancel === "permanent" || (cancel === "transient" && !isClean);
    if (!isEnd || reason === "already_subscribed") return;
    if (this.#inFlight.size === 0 && !isClean) return;
    if (!isClean) this.#stage.follows(subscription, reason);
    // Nothing else is to follow from this cancel: the end comes later.
    (subscription as { cancel: CancelMode }).cancel = "temporary";
    this.#end ??= { reason };
    this.#endWhenDone();
  }

  /** The message that waited behind the buffer. */
  handleInfo(message: unknown): void {
    const end = this.#end;
    if (end?.message === undefined || message !== end.message) {
      this.#stage.system.report(noInfoReport(this.#stage.name, message));
    } else if (this.#inFlight.size === 0) this.#stage.stop(end.reason);
    // It stood behind events that are at work now.
    else delete end.message;
  }

  next(): Job | undefined {
    const piece = this.#inFlight.next();
    if (piece === undefined) return undefined;
    return new Job(piece.events, {
      result: (value) => {
        this.#inFlight.add(piece, value);
        this.#flush(piece);
      },
      settled: (failure) => {
        this.#inFlight.settle(piece, failure);
        this.#flush(piece);
      },
    });
  }

  /** Emits what may go out, and asks for as much as that has freed. */
  #flush(piece: Piece<Subscription>): void {
    const stage = this.#stage;
    if (!stage.isAlive) return;
    stage.loop.hold();
    const { results, handled, failure } = this.#inFlight.collect(piece);
    if (results.length > 0) this.#emit(results);
    for (const [subscription, count] of handled) this.#ask(subscription, count);
    if (failure !== undefined && stage.isAlive) {
      stage.callback = "handleEvents";
      stage.crash(failure.error);
    }
    if (this.#inFlight.size === 0) stage.loop.resumed(this.#atWork);
    this.#endWhenDone();
    stage.loop.runSoon();
  }

  #emit(results: unknown[]): void {
    const stage = this.#stage;
    const claimed = Math.min(this.#claimed, results.length);
    this.#claimed -= claimed;
    if (stage.producing !== undefined) stage.producing.pending += claimed;
    try {
      stage.emit(results);
    } catch {
      // A hash or selector threw: the stage has ended with that, and it was told.
      return;
    }
    // What a consumer that left had asked for may be somebody else's now.
    stage.pump();
  }

  /** S-10: behind what was emitted; as if those had been batches. */
  #ask(subscription: Subscription, count: number): void {
    const size = batchSize(subscription);
    for (let left = count; left > 0; left -= size) {
      if (!subscription.isOpenToConsumer || !this.#stage.isAlive || this.#end) return;
      const counted = Math.min(left, size, subscription.demand);
      const demand = askAfter(subscription, counted);
      if (demand > 0) this.#stage.ask(subscription, demand);
    }
  }

  /** In order: once the buffer is handed out too. In failure: now. */
  #endWhenDone(): void {
    const stage = this.#stage;
    const end = this.#end;
    if (end === undefined || end.message || this.#inFlight.size > 0 || !stage.isAlive) return;
    end.message = { type: "end", reason: end.reason };
    if (isCleanReason(end.reason)) stage.asyncInfo(end.message);
    else stage.stop(end.reason);
  }

  #ended(): void {
    const stage = this.#stage;
    const { loop, name } = stage;
    const count = this.#inFlight.size;
    if (count > 0) {
      const why = "the stage ended while its threads had them";
      // Behind the exit: it had handled them, and they are not among those that it ended with.
      loop.scheduler.soon(() => stage.lose(count, why));
    }
    const message = `Stage "${name}" ended before ${this.work.what} was done`;
    this.#pool.leave(this, { error: new WorkerError("aborted", message) });
    loop.resumed(this.#atWork);
    loop.wake();
  }
}

/** A producer has taken the stage with it. */
interface End {
  readonly reason: ExitReason;
  /** Waits behind the buffer, once it is sent. */
  message?: { readonly type: "end"; readonly reason: ExitReason };
}
