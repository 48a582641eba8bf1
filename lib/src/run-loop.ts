import { Fifo } from "./fifo.ts";
import type { Process } from "./process.ts";
import { afterRealMs, hostNow, type Scheduler, VirtualScheduler } from "./scheduler.ts";

/** Somebody whose asynchronous work is not settled; `waitCount` of its waits end by the system. */
export interface Worker {
  waitCount: number;
  /** The loop counts it among those who are at work. */
  isAtWork: boolean;
}

/** How long the loop keeps the host from its own work, in ms. */
const budgetMs = 10;
/** How long a virtual clock waits for input from outside before a wait is given up, in the host's ms. */
const stallMs = 500;
/** How many messages are handled between two looks at the clock. */
const messagesBetweenLooks = 32;

/**
 * Gives the processes that have mail their turns, one after another. While handlers are synchronous
 * nothing else is involved: no promise, no timer. On a virtual clock it also moves time: only when
 * nobody can run, and somebody waits.
 */
export class RunLoop {
  readonly scheduler: Scheduler;
  readonly #virtual: VirtualScheduler | undefined;
  readonly #isShuffled: boolean;
  readonly #ready = new Fifo<Process>();
  // Whose asynchronous work is not settled: how many, and, on a virtual clock, who.
  #atWorkCount = 0;
  readonly #atWork = new Set<Worker>();
  readonly #idleWaiters: (() => void)[] = [];
  #isRunning = false;
  // Whose turn it is.
  #running: Process | undefined;
  // Messages handled since the last look at the clock.
  #handledCount = 0;
  #isScheduled = false;
  /** When the host last had a turn. */
  #hostTurnAt = 0;
  // How to end the waits of outsiders for something that only the stages can bring about.
  readonly #outsiders = new Set<(error: Error) => void>();
  // Counts runs, to find out whether anything has happened since.
  #runCount = 0;
  readonly #stalled: () => Error;
  // Takes the watch for a stall back, so that it keeps no program alive.
  #stopWatching: () => void = () => {};
  // Until when `advance` has let the virtual clock run; time then stands until somebody waits.
  #horizon = -Infinity;
  #isPaused = false;
  #advance: { readonly to: number; readonly resolve: () => void } | undefined;
  #advanced: Promise<void> = Promise.resolve();

  /**
   * `isShuffled`: the next process is drawn by the scheduler's chance, not first come first served.
   * `stalled` makes the error for those who wait on a virtual clock where nothing can happen any more.
   */
  constructor(scheduler: Scheduler, isShuffled: boolean, stalled: () => Error) {
    this.scheduler = scheduler;
    this.#stalled = stalled;
    this.#virtual = scheduler instanceof VirtualScheduler ? scheduler : undefined;
    this.#isShuffled = isShuffled;
  }

  enqueue(process: Process): void {
    process.isQueued = true;
    this.#ready.push(process);
    if (!this.#isRunning && !this.#isScheduled) this.#schedule();
  }

  suspended(worker: Worker): void {
    if (worker.isAtWork) return;
    worker.isAtWork = true;
    this.#atWorkCount++;
    if (this.#virtual !== undefined) this.#atWork.add(worker);
  }

  resumed(worker: Worker): void {
    if (!worker.isAtWork) return;
    worker.isAtWork = false;
    this.#atWorkCount--;
    if (this.#virtual !== undefined) this.#atWork.delete(worker);
  }

  /** Has the loop look again, after something changed that nobody was sent a message of. */
  wake(): void {
    if (!this.#isRunning && !this.#isScheduled) this.#schedule();
  }

  /** Called on a clean stack when a promise or timer has changed something. */
  runSoon(): void {
    if (!this.#isRunning && !this.#isScheduled) {
      if (this.#ready.size > 0) this.#run();
      else this.#settle();
    }
  }

  /** Resolves when every mailbox is empty and nobody is running. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idleWaiters.push(resolve);
      this.wake();
    });
  }

  /** Counts somebody outside who waits for a stage; while one does, virtual time moves on. */
  async waitOutside<Value>(promise: Promise<Value>): Promise<Value> {
    let giveUp: (error: Error) => void = () => {};
    const stalled = new Promise<never>((_resolve, reject) => {
      giveUp = reject;
    });
    this.#outsiders.add(giveUp);
    // A callback that waits for a stage of its system is no outsider to time.
    const within = this.#running;
    if (within !== undefined) within.waitCount++;
    this.wake();
    try {
      return await Promise.race([promise, stalled]);
    } finally {
      if (within !== undefined) within.waitCount--;
      this.#outsiders.delete(giveUp);
      if (this.#outsiders.size === 0) this.#stopWatching();
    }
  }

  /** Moves virtual time on by `ms`, or waits as long on the host's clock; then resolves. */
  async advance(ms: number): Promise<void> {
    if (this.#virtual === undefined) {
      await new Promise<void>((resolve) => void this.scheduler.setTimer(ms, resolve));
      return;
    }
    this.#isPaused = true;
    // One after the other: a second advance begins where the first has ended.
    this.#advanced = this.#advanced.then(() => {
      const to = this.scheduler.now() + ms;
      this.#horizon = to;
      return new Promise<void>((resolve) => {
        this.#advance = { to, resolve };
        this.wake();
      });
    });
    await this.#advanced;
  }

  /** A worker begins to wait for time or for another stage: time may move for it. */
  startsWaiting(worker: Worker): void {
    worker.waitCount++;
    this.wake();
  }

  /** A promise that is kept after `ms` on the system's clock. */
  sleep(ms: number, worker: Worker): Promise<void> {
    this.startsWaiting(worker);
    return new Promise((resolve) => {
      this.scheduler.setTimer(ms, () => {
        worker.waitCount--;
        resolve();
      });
    });
  }

  #schedule(): void {
    this.#isScheduled = true;
    this.scheduler.soon(this.#run);
  }

  #scheduleAfterHost(): void {
    this.#isScheduled = true;
    this.scheduler.afterHost(() => {
      this.#hostTurnAt = hostNow();
      this.#run();
    });
  }

  readonly #run = (): void => {
    this.#isScheduled = false;
    this.#isRunning = true;
    this.#runCount++;
    const ready = this.#ready;
    while (ready.size > 0) {
      const process = (
        this.#isShuffled
          ? ready.takeAt(Math.floor(this.scheduler.random() * ready.size))
          : ready.shift()
      ) as Process;
      this.#running = process;
      this.#handledCount += process.run();
      this.#running = undefined;
      // Counted over all runs: handlers that settle at once make each of them short.
      if (this.#handledCount < messagesBetweenLooks) continue;
      this.#handledCount = 0;
      if (hostNow() - this.#hostTurnAt > budgetMs) {
        this.#isRunning = false;
        this.#scheduleAfterHost();
        return;
      }
    }
    this.#isRunning = false;
    this.#settle();
  };

  /** Nobody can run: moves virtual time, or tells those who waited for this. */
  #settle(): void {
    if (this.#isScheduled || this.#ready.size > 0) return;
    if (this.#atWorkCount === 0 && this.#advance === undefined && this.#idleWaiters.length > 0) {
      // They come before outsiders who wait for something that is only due later.
      for (const resolve of this.#idleWaiters.splice(0)) resolve();
      if (this.#outsiders.size > 0) this.#scheduleAfterHost();
      return;
    }
    if (this.#virtual !== undefined && this.#mayMove(this.#virtual)) {
      // Promises that are settled already come first: their handlers may go on at this very instant.
      this.#isScheduled = true;
      this.scheduler.afterHost(this.#moveTime);
      return;
    }
    if (this.#atWorkCount > 0) {
      // On a paused clock nobody but the one who advances it can wake them.
      if (this.#advance !== undefined && this.#allWaitForTime()) {
        this.#endAdvance();
        // Whoever else waits has time move on from here.
        if (this.#idleWaiters.length > 0 || this.#outsiders.size > 0) this.#scheduleAfterHost();
      }
      return;
    }
    if (this.#advance !== undefined) {
      this.#endAdvance();
      this.#scheduleAfterHost();
      return;
    }
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
    if (this.#virtual !== undefined && this.#outsiders.size > 0) this.#watchForStall();
  }

  readonly #moveTime = (): void => {
    this.#isScheduled = false;
    const virtual = this.#virtual as VirtualScheduler;
    if (this.#ready.size === 0 && this.#mayMove(virtual)) virtual.fireNext();
    // What the timer woke stands in the microtask queue, or in the run queue.
    if (this.#isScheduled) return;
    if (this.#ready.size > 0) this.#run();
    else this.#scheduleAfterHost();
  };

  #mayMove(virtual: VirtualScheduler): boolean {
    const next = virtual.nextAt();
    if (next === Infinity || !this.#allWaitForTime()) return false;
    if (next <= this.#horizon) return true;
    if (this.#advance !== undefined) return false;
    if (this.#outsiders.size > 0) return true;
    return this.#atWorkCount > 0 && (!this.#isPaused || this.#idleWaiters.length > 0);
  }

  /** Nothing can happen by itself any more. Outsiders who wait are told, unless somebody sends something. */
  #watchForStall(): void {
    const count = this.#runCount;
    this.#stopWatching();
    this.#stopWatching = afterRealMs(stallMs, () => {
      if (this.#runCount !== count || this.#outsiders.size === 0) return;
      const error = this.#stalled();
      for (const giveUp of this.#outsiders) giveUp(error);
    });
  }

  #allWaitForTime(): boolean {
    for (const worker of this.#atWork) if (worker.waitCount === 0) return false;
    return true;
  }

  #endAdvance(): void {
    const advance = this.#advance;
    if (advance === undefined) return;
    this.#advance = undefined;
    this.#virtual?.moveTo(advance.to);
    advance.resolve();
  }
}
