import { abortable, type AbortSignalLike } from "./abort.ts";
import { afterRealMs, type Scheduler } from "./scheduler.ts";

/** Somebody whose asynchronous work is not settled; `waitCount` of its waits end by the system. */
export interface Worker {
  waitCount: number;
  /** The loop counts it among those who are at work. */
  isAtWork: boolean;
  /** Timers of its own: once it has ended, they keep no program alive. */
  timers?: Set<unknown> | undefined;
  /** False once it has ended. */
  readonly isAlive?: boolean;
}

/** Counts a timer among those of a worker, who may have ended. */
export function keepTimer(worker: Worker, timer: unknown, scheduler: Scheduler): void {
  if (worker.isAlive === false) scheduler.letGo(timer);
  else (worker.timers ??= new Set()).add(timer);
}

/** Somebody who waits for something that only the stages can bring about. */
interface Outsider {
  readonly giveUp: (error: Error) => void;
  /** Who was at work then, and may be the one who waits: a handler that the loop has lost sight of. */
  readonly suspects: readonly Worker[];
}

/** How long a virtual clock waits for input from outside before a wait is given up, in the host's ms. */
const stallMs = 500;

/** At work, and not on anything that the system's clock or another stage will end. */
export function isBusy(worker: Worker): boolean {
  return worker.isAtWork && worker.waitCount === 0;
}

/**
 * Who waits for what the system will bring about, by its clock or by a stage. A virtual clock has to
 * know, for it moves only while nobody is busy otherwise.
 */
export class Waits {
  readonly #scheduler: Scheduler;
  readonly #wake: () => void;
  readonly #stalled: (busy: readonly Worker[]) => Error;
  readonly #outsiders = new Set<Outsider>();
  // Whose wait has ended last: what waits anew before the host's next turn most likely belongs to it.
  #continuing: Worker | undefined;
  // Takes the watch for a stall back, so that it keeps no program alive.
  #stopWatching: () => void = () => {};

  /**
   * `wake` has the loop look whether time may move. `stalled` makes the error for outsiders where
   * nothing can happen any more, or where time stands still for those who are `busy`.
   */
  constructor(scheduler: Scheduler, wake: () => void, stalled: (busy: readonly Worker[]) => Error) {
    this.#scheduler = scheduler;
    this.#wake = wake;
    this.#stalled = stalled;
  }

  get hasOutsiders(): boolean {
    return this.#outsiders.size > 0;
  }

  /** The host has had a turn, or `worker` has settled: what waits from here on belongs to nobody known. */
  loseSight(worker?: Worker): void {
    if (worker === undefined || this.#continuing === worker) this.#continuing = undefined;
  }

  /**
   * Counts somebody outside who waits for a stage. A callback that waits for a stage of its system is no
   * outsider to time: `running`, or who goes on after a wait. It may also be one that went on after an
   * await of something foreign: then it is among those `atWork`.
   */
  outside<Value>(
    promise: Promise<Value>,
    running: Worker | undefined,
    atWork: Iterable<Worker>,
  ): Promise<Value> {
    const within = running ?? this.#continuing;
    let giveUp: (error: Error) => void = () => {};
    const stalled = new Promise<never>((_resolve, reject) => {
      giveUp = reject;
    });
    const suspects = within === undefined ? [...atWork].filter(isBusy) : [];
    const outsider = { suspects, giveUp };
    this.#outsiders.add(outsider);
    return this.inside(within, Promise.race([promise, stalled]), () => {
      this.#outsiders.delete(outsider);
      if (this.#outsiders.size === 0) this.#stopWatching();
    });
  }

  /** Waits, as `worker`, for another stage. */
  inside<Value>(
    worker: Worker | undefined,
    promise: Promise<Value>,
    ended: () => void = () => {},
  ): Promise<Value> {
    if (worker !== undefined) worker.waitCount++;
    this.#wake();
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        ended();
        if (worker !== undefined) worker.waitCount--;
        this.#goOn(worker, settle);
      };
      promise.then(
        (value) => end(() => resolve(value)),
        (error: unknown) => end(() => reject(error)),
      );
    });
  }

  /** A promise that is kept after `ms` on the system's clock, for `worker`. */
  sleep(ms: number, worker: Worker, signal?: AbortSignalLike): Promise<void> {
    return abortable(signal, (resolve) => {
      worker.waitCount++;
      this.#wake();
      const timer = this.#scheduler.setTimer(ms, () => {
        worker.waitCount--;
        worker.timers?.delete(timer);
        this.#goOn(worker, resolve);
      });
      keepTimer(worker, timer, this.#scheduler);
      return () => {
        worker.waitCount--;
        worker.timers?.delete(timer);
        this.#scheduler.clearTimer(timer);
        this.#goOn(worker, () => {});
      };
    });
  }

  /** Settles the promise of a wait. Whoever awaits it goes on in the very next microtask, as `worker`. */
  #goOn(worker: Worker | undefined, settle: () => void): void {
    if (this.#scheduler.isVirtual) {
      this.#scheduler.soon(() => {
        this.#continuing = worker?.isAtWork ? worker : undefined;
      });
    }
    settle();
  }

  /**
   * Nothing can happen by itself any more. Outsiders who wait are told, unless `hasMoved` answers true
   * then. While `isAtWork` only those are told who may be what they wait for.
   */
  watchForStall(hasMoved: () => boolean, isAtWork: boolean): void {
    if (!this.hasOutsiders) return;
    this.#stopWatching();
    this.#stopWatching = afterRealMs(stallMs, () => {
      if (hasMoved()) return;
      for (const { giveUp, suspects } of this.#outsiders) {
        // Who is at work may be busy with the host's own things, and then all others just wait.
        const busy = suspects.filter(isBusy);
        if (!isAtWork || busy.length > 0) giveUp(this.#stalled(busy));
      }
    });
  }
}
