import { afterRealMs } from "../scheduler.ts";
import { buffersOf } from "./buffers-of.ts";
import type { Failure } from "./in-flight.ts";
import {
  type Aborter,
  aborter,
  loadPiscina,
  type Piscina,
  sendableCount,
  threadProgram,
} from "./node-host.ts";
import {
  isUnsendable,
  threadError,
  thrownError,
  timeoutError,
  WorkerError,
} from "./worker-error.ts";
import type { Work } from "./worker-options.ts";
import type { ResourceLimits } from "./worker-pool.ts";

/** How long an idle thread is kept, in the host's ms. */
const idleMs = 5000;
/** The longest timer there is, in ms: it only keeps the program from ending. */
const longestMs = 2 ** 31 - 1;

/** Who has a job done. */
export interface JobOwner {
  /** The next of its events is done. */
  result(value: unknown): void;
  /** All are done, or one has failed. */
  settled(failure: Failure | undefined): void;
}

/** One piece of work, from when it waits for a thread until it is settled. */
export class Job {
  readonly events: readonly unknown[];
  readonly owner: JobOwner;
  /** Undefined while it waits for a thread. */
  aborter: Aborter | undefined;
  /** Why it was aborted. */
  failure: Failure | undefined;

  constructor(events: readonly unknown[], owner: JobOwner) {
    this.events = events;
    this.owner = owner;
  }
}

/** A stage that has work for the threads of a pool. */
export interface WorkSource {
  readonly work: Work;
  /** The next job, where there is one. It is called when a thread is free for it. */
  next(): Job | undefined;
}

/** A job that a thread has. */
interface Running {
  readonly job: Job;
  readonly source: WorkSource;
  /** How many results have come. */
  count: number;
  /** What the thread said in the end. */
  reply: { readonly count: number; readonly failure: Failure | undefined } | undefined;
  stopClock: () => void;
}

/**
 * Threads that work for one stage or for several, in turns. They start when there is work, one after
 * the other up to `threads`, and end when they were idle for 5 s or nobody uses the pool any more.
 */
export class ThreadPool {
  /** How many work at once. */
  readonly threads: number;
  readonly #resourceLimits: ResourceLimits;
  #piscina: Piscina | undefined;
  #userCount = 0;
  // Who may have work, in the order of their turns.
  readonly #sources = new Set<WorkSource>();
  readonly #running = new Map<number, Running>();
  #busyCount = 0;
  #lastId = 0;
  // The pool holds the program only until a thread has replied; results that are on their way come later.
  #letEnd: () => void = () => {};

  /** @internal Made by `workerPool()`. */
  constructor(threads: number, resourceLimits: ResourceLimits) {
    this.threads = threads;
    this.#resourceLimits = resourceLimits;
  }

  /** @internal Somebody begins to use the pool. */
  enter(): void {
    this.#userCount++;
  }

  /** @internal Somebody uses it no more: its jobs are aborted, and with the last one the threads end. */
  leave(source: WorkSource, failure: Failure): void {
    this.#sources.delete(source);
    for (const [id, { job, source: owner, reply }] of this.#running) {
      if (owner !== source) continue;
      if (reply === undefined) this.abort(job, failure);
      else this.#forget(id);
    }
    if (--this.#userCount > 0) return;
    const piscina = this.#piscina;
    this.#piscina = undefined;
    // A thread that cannot be ended is nobody's to tell.
    piscina?.destroy().then(undefined, () => {});
  }

  /** @internal A source has work. */
  offer(source: WorkSource): void {
    this.#sources.add(source);
    this.#pump();
  }

  /** @internal Stops a running job's thread; the job is settled with the failure. */
  abort(job: Job, failure: Failure): void {
    if (job.failure !== undefined) return;
    job.failure = failure;
    job.aborter?.abort();
  }

  /** Gives free threads work, the sources by turns. */
  #pump(): void {
    while (this.#busyCount < this.threads) {
      const [source] = this.#sources;
      if (source === undefined) return;
      this.#sources.delete(source);
      const job = source.next();
      if (job === undefined) continue;
      this.#sources.add(source);
      this.#run(job, source);
    }
  }

  #run(job: Job, source: WorkSource): void {
    const id = ++this.#lastId;
    const running = { job, source, count: 0, reply: undefined, stopClock: () => {} };
    if (this.#running.size === 0) this.#letEnd = afterRealMs(longestMs, () => {});
    this.#running.set(id, running);
    this.#busyCount++;
    this.#send(id, running, job.events, undefined);
  }

  /** Gives a thread these events of a job; `after`: why it is not given those behind them. */
  #send(id: number, running: Running, events: Job["events"], after: Failure | undefined): void {
    const { job, source } = running;
    const { what, timeoutMs, ...work } = source.work;
    job.aborter = aborter();
    const { signal } = job.aborter;
    this.#open()
      .run(
        { ...work, id, events, hasClock: timeoutMs !== Infinity },
        { signal, transferList: work.transfer ? buffersOf(events) : [] },
      )
      .then(
        (reply) => {
          const { count, failure } = reply as { count: number; failure?: object };
          this.#replied(id, count, failure ? { error: thrownError(failure, what) } : after);
        },
        (error: unknown) => {
          const failure = job.failure ?? { error: threadError(error, what) };
          const count = isUnsendable(error) ? sendableCount(events) : 0;
          if (count > 0) this.#send(id, running, events.slice(0, count), failure);
          // What the thread had sent before has come, or never will.
          else this.#replied(id, 0, failure);
        },
      );
  }

  /** A thread is done with a job, or has ended. */
  #replied(id: number, count: number, failure: Failure | undefined): void {
    const running = this.#running.get(id) as Running;
    running.reply = { count, failure };
    running.stopClock();
    this.#busyCount--;
    // What fails may change what its source has to do; otherwise no thread waits for the stage.
    if (failure === undefined) this.#pump();
    this.#settle(id, running);
    if (failure !== undefined) this.#pump();
  }

  /** Settles a job once all its results have come: they take another way than the thread's reply. */
  #settle(id: number, running: Running): void {
    const { reply, job, count } = running;
    if (reply === undefined || count < reply.count) return;
    this.#forget(id);
    job.owner.settled(reply.failure);
  }

  #forget(id: number): void {
    this.#running.delete(id);
    if (this.#running.size === 0) this.#letEnd();
  }

  /** A thread has begun with a job that has a time limit, or has a result. */
  #heard({ id, isResult, result }: { id: number; isResult: boolean; result?: unknown }): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    const { job, source, reply } = running;
    const { timeoutMs, what } = source.work;
    if (timeoutMs !== Infinity && reply === undefined) {
      running.stopClock();
      const failure = { error: timeoutError(timeoutMs, what) };
      running.stopClock = afterRealMs(timeoutMs, () => this.abort(job, failure));
    }
    if (!isResult) return;
    running.count++;
    job.owner.result(result);
    this.#settle(id, running);
  }

  #open(): Piscina {
    if (this.#piscina !== undefined) return this.#piscina;
    const Pool = loadPiscina();
    const piscina = new Pool({
      filename: threadProgram(),
      name: "work",
      minThreads: 0,
      maxThreads: this.threads,
      idleTimeout: idleMs,
      resourceLimits: this.#resourceLimits,
      recordTiming: false,
    });
    piscina.on("message", (message) => this.#heard(message as { id: number; isResult: boolean }));
    piscina.on("error", (error) => this.#broken(piscina, error));
    this.#piscina = piscina;
    return piscina;
  }

  /** A thread ended before it was given anything: none can start, and what waits for one would do so for ever. */
  #broken(piscina: Piscina, error: unknown): void {
    // A thread that was stopped just then had sent its reply: nobody waits for it.
    const isLate = String(error).includes("Unexpected message from Worker");
    if (isLate || piscina !== this.#piscina) return;
    for (const { job, source } of this.#running.values()) {
      const message = `No thread can start for ${source.work.what}: ${String(error)}`;
      this.abort(job, { error: new WorkerError("uncaught", message, { cause: error }) });
    }
  }
}
