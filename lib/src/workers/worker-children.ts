import { consumerSupervisor } from "headgate";
import { type AbortSignalLike, onAbort } from "../abort.ts";
import type {
  ConsumerSupervisorDefinition,
  ConsumerSupervisorSettings,
} from "../consumer-supervisor.ts";
import { whenEnded } from "../end-process.ts";
import { Fifo } from "../fifo.ts";
import type { Stage } from "../stage.ts";
import type { Failure } from "./in-flight.ts";
import { WorkerError } from "./worker-error.ts";
import {
  type EventOf,
  type ModuleLocation,
  type Work,
  type WorkerFunction,
  workerKeys,
  type ThreadOptions,
  workOf,
} from "./worker-options.ts";
import { Job, type ThreadPool, type WorkSource } from "./thread-pool.ts";
import { checkKeys, poolMaker } from "./worker-pool.ts";

/** How worker children work, and how they are treated. */
export interface WorkerChildrenOptions extends ThreadOptions, ConsumerSupervisorSettings {}

/**
 * Defines a consumer supervisor whose children run in worker threads: for each event the function that
 * a module exports is called with it, in a thread.
 *
 * It differs from `workerStage` in that nothing is emitted and a failure is the child's alone: by
 * `restart: "transient"` it is run again with the same event. `maxDemand` of the subscription is the
 * most children, `threads` how many of them run; the others wait for a thread. A child that is
 * terminated has its thread stopped.
 *
 * @param module is where the function is: `new URL("./work.js", import.meta.url)`.
 * @throws {TypeError | RangeError} for a function instead of a module, or a wrong option.
 * @throws {Error} where the package `piscina` is not installed.
 * @example
 * const module = "data:text/javascript,export default (n) => { if (n === 2) throw new RangeError('two'); };";
 * const told: string[] = [];
 * const system = new System({ log: (sentence) => told.push(sentence.split(": ").pop() ?? "") });
 * const numbers = system.start(fromIterable([1, 2, 3]));
 * system.start(workerChildren(module, { threads: 2 }), {
 *   subscribeTo: [{ to: numbers, maxDemand: 4, minDemand: 0, cancel: "transient" }],
 * });
 * await system.idle();
 * console.assert(told.join() === "two");
 */
export function workerChildren<Work extends WorkerFunction = WorkerFunction>(
  module: ModuleLocation,
  options: WorkerChildrenOptions = {},
): ConsumerSupervisorDefinition<EventOf<Work>> {
  const own = ["restart", "maxRestarts", "maxSeconds"];
  checkKeys("workerChildren", options, [...workerKeys, ...own]);
  const work = workOf("workerChildren", module, options, { hasResults: false, transfer: false });
  const settings: ConsumerSupervisorSettings = Object.fromEntries(
    Object.entries(options).filter(([key]) => own.includes(key)),
  );
  const makePool = poolMaker(options);
  // A wrong setting is refused here, and not only when the stage starts.
  consumerSupervisor(() => {}, settings);
  return {
    kind: "consumer-supervisor",
    init: (stage) => {
      const children = new ChildWork(stage as Stage, work, makePool());
      return consumerSupervisor<EventOf<Work>>(
        (event, { signal }) => children.run(event, signal),
        settings,
      ).init(stage);
    },
  };
}

/** The children of one supervisor, as the pool sees them. */
class ChildWork implements WorkSource {
  readonly work: Work;
  readonly #pool: ThreadPool;
  readonly #waiting = new Fifo<Job>();

  constructor(stage: Stage, work: Work, pool: ThreadPool) {
    this.work = work;
    this.#pool = pool;
    pool.enter();
    whenEnded(stage, () => this.#ended(stage.name));
  }

  /** Runs a child. The promise is kept when it is done, and rejected with why it is not. */
  run(event: unknown, signal: AbortSignalLike): Promise<void> {
    return new Promise((resolve, reject) => {
      let forget = (): void => {};
      const settled = (failure: Failure | undefined): void => {
        forget();
        if (failure === undefined) resolve();
        else reject(failure.error);
      };
      const job = new Job([event], { result: () => {}, settled });
      forget = onAbort(signal, () => this.#abort(job, { error: signal.reason }));
      this.#waiting.push(job);
      this.#pool.offer(this);
    });
  }

  next(): Job | undefined {
    for (let job = this.#waiting.shift(); job !== undefined; job = this.#waiting.shift()) {
      if (job.failure === undefined) return job;
    }
    return undefined;
  }

  #abort(job: Job, failure: Failure): void {
    const isRunning = job.aborter !== undefined;
    this.#pool.abort(job, failure);
    // Nobody else settles one that waits for a thread.
    if (!isRunning) job.owner.settled(failure);
  }

  #ended(name: string): void {
    const message = `Stage "${name}" ended before ${this.work.what} was done`;
    const failure = { error: new WorkerError("aborted", message) };
    for (const job of this.#waiting) if (job.failure === undefined) this.#abort(job, failure);
    this.#pool.leave(this, failure);
  }
}
