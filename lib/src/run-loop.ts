import { abortable, type AbortSignalLike } from "./abort.ts";
import { Fifo } from "./fifo.ts";
import type { Process } from "./process.ts";
import { hostNow, type Scheduler, VirtualScheduler } from "./scheduler.ts";
import { isBusy, Waits, type Worker } from "./waits.ts";

/** How long the loop keeps the host from its own work, in ms. */
const budgetMs = 10;
/** How many processes go next, one after the other, before the run queue has its turn again. */
const longestChain = 128;
const nothing: unknown[] = [];
/** How many messages are handled between two looks at the clock, at most. */
const mostBetweenLooks = 512;
/** How many messages a virtual clock lets be handled before the host has a turn. */
const virtualBudget = 256;
/** The time that should pass between two looks at the clock, in ms. */
const lookMs = 1;

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
  /** Whose turn it is. */
  running: Worker | undefined;
  /** Where stages are eager: who goes next, before the run queue, and with which events. */
  next: Process | undefined;
  nextSubscription: unknown;
  nextEvents: unknown[] = nothing;
  /** How many may still go next in the turn at hand. */
  chainLeft = 0;
  readonly #longestChain: number;
  /** How many messages may be handled until the next look at the clock. */
  messagesLeft = 32;
  #betweenLooks = 32;
  #lookedAt = 0;
  #isScheduled = false;
  // `runSoon` is about to be called.
  #isHeld = false;
  /** When the host last had a turn. */
  #hostTurnAt = 0;
  /** When it was asked for one, if it has not had it yet. */
  #askedHostAt: number | undefined;
  readonly #waits: Waits;
  // Counts runs, to find out whether anything has happened since.
  #runCount = 0;
  // Until when `advance` has let the virtual clock run; time then stands until somebody waits.
  #horizon = -Infinity;
  #isPaused = false;
  #advance: { readonly to: number; readonly resolve: () => void } | undefined;
  #advanced: Promise<void> = Promise.resolve();

  /** Is called whenever processes are about to have their turns. */
  onRun: (() => void) | undefined;

  /**
   * `isShuffled`: the next process is drawn by the scheduler's chance, not first come first served.
   * `isEager`: an idle stage that events are sent to goes next, before the run queue.
   * `stalled` makes the error for those who wait on a virtual clock where nothing can happen any more,
   * or where time stands still for handlers that are `busy` with what the loop does not know.
   */
  constructor(
    scheduler: Scheduler,
    isShuffled: boolean,
    isEager: boolean,
    stalled: (busy: readonly Worker[]) => Error,
  ) {
    this.scheduler = scheduler;
    this.#waits = new Waits(scheduler, () => this.wake(), stalled);
    this.#virtual = scheduler instanceof VirtualScheduler ? scheduler : undefined;
    this.#isShuffled = isShuffled;
    this.#longestChain = isEager ? longestChain : 0;
  }

  enqueue(process: Process): void {
    this.#ready.push(process);
    this.wake();
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
    this.#waits.loseSight(worker);
    this.#atWorkCount--;
    if (this.#virtual !== undefined) this.#atWork.delete(worker);
  }

  /** Has the loop look again, after something changed that nobody was sent a message of. */
  wake(): void {
    if (!this.#isRunning && !this.#isScheduled && !this.#isHeld) this.#schedule();
  }

  /** Called on a clean stack when a promise or timer is about to change something; `runSoon` follows. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Runs what has changed, without waiting for a microtask. */
  runSoon(): void {
    this.#isHeld = false;
    if (!this.#isRunning && !this.#isScheduled) {
      if (this.#ready.size > 0) this.#run();
      else this.#settle();
    }
  }

  /** Resolves when every mailbox is empty and nobody is running. */
  idle(signal?: AbortSignalLike): Promise<void> {
    return abortable(signal, (resolve) => {
      this.#idleWaiters.push(resolve);
      this.wake();
      return () => void this.#idleWaiters.splice(this.#idleWaiters.indexOf(resolve), 1);
    });
  }

  /**
   * Counts somebody outside who waits for a stage; while one does, virtual time moves on. `isRequest`: a
   * callback may do this too, after an await of something foreign.
   */
  waitOutside<Value>(promise: Promise<Value>, isRequest: boolean = false): Promise<Value> {
    if (this.#virtual === undefined) return promise;
    return this.#waits.outside(promise, this.running, isRequest ? this.#atWork : []);
  }

  /** Waits, as `worker`, for another stage; virtual time may move meanwhile. */
  waitAs<Value>(worker: Worker, promise: Promise<Value>): Promise<Value> {
    return this.#virtual === undefined ? promise : this.#waits.inside(worker, promise);
  }

  /** A promise that is kept after `ms` on the system's clock, for `worker`. */
  sleep(ms: number, worker: Worker, signal?: AbortSignalLike): Promise<void> {
    return this.#waits.sleep(ms, worker, signal);
  }

  /** Runs `work` as if it were a turn of `worker`: what it waits for is waited for by that one. */
  runAs<Value>(worker: Worker, work: () => Value): Value {
    const before = this.running;
    this.running = worker;
    try {
      return work();
    } finally {
      this.running = before;
    }
  }

  /** Runs who goes next, and who goes next after that. */
  runChain(): void {
    const sender = this.running;
    for (let process = this.next; process !== undefined; process = this.next) {
      const events = this.nextEvents;
      this.next = undefined;
      this.nextEvents = nothing;
      this.running = process;
      if (--this.messagesLeft <= 0) this.chainLeft = 0;
      process.take(this.nextSubscription, events);
    }
    this.running = sender;
  }

  /** Takes the events back from a process that ends before it went next. */
  takeNext(process: Process): unknown[] | undefined {
    if (this.next !== process) return undefined;
    this.next = undefined;
    return this.nextEvents;
  }

  /** Moves virtual time on by `ms`, or waits as long on the host's clock; then resolves. */
  advance(ms: number, signal?: AbortSignalLike): Promise<void> {
    const { scheduler } = this;
    return abortable(signal, (resolve) => {
      if (this.#virtual === undefined) {
        const timer = scheduler.setTimer(ms, () => resolve());
        return () => scheduler.clearTimer(timer);
      }
      this.#isPaused = true;
      let isGivenUp = false;
      let giveUp = (): void => void (isGivenUp = true);
      // One after the other: a second advance begins where the first has ended.
      this.#advanced = this.#advanced.then(() => {
        if (isGivenUp) return undefined;
        return new Promise<void>((go) => {
          const to = scheduler.now() + ms;
          this.#horizon = to;
          this.#advance = { to, resolve: () => (resolve(), go()) };
          this.wake();
          giveUp = () => {
            this.#advance = undefined;
            this.#horizon = scheduler.now();
            go();
          };
        });
      });
      return () => giveUp();
    });
  }

  #schedule(): void {
    this.#isScheduled = true;
    this.scheduler.soon(this.#run);
  }

  #scheduleAfterHost(): void {
    this.#isScheduled = true;
    this.scheduler.afterHost(() => {
      this.#waits.loseSight();
      this.#hostHasTurn();
      this.#run();
    });
  }

  readonly #run = (): void => {
    this.#isScheduled = false;
    this.#isRunning = true;
    this.#runCount++;
    let isDone = false;
    try {
      this.onRun?.();
      isDone = this.#giveTurns();
    } finally {
      this.running = undefined;
      this.chainLeft = 0;
      this.#isRunning = false;
    }
    if (isDone) this.#settle();
    else this.#scheduleAfterHost();
  };

  /** Gives turns until nobody wants one, or the host shall have its own. Answers which of the two. */
  #giveTurns(): boolean {
    const ready = this.#ready;
    while (ready.size > 0) {
      const process = this.#isShuffled ? this.#drawn() : ready.shift();
      this.running = process;
      this.chainLeft = this.#longestChain;
      process?.run();
      // Still there where the callback that sent to it has failed after that.
      if (this.next !== undefined) this.runChain();
      if (this.messagesLeft <= 0 && this.#isHostDue()) return false;
    }
    return true;
  }

  #drawn(): Process | undefined {
    return this.#ready.takeAt(Math.floor(this.scheduler.random() * this.#ready.size));
  }

  /** Looks at the clock, and chooses when to look again: the longer the callbacks, the sooner. */
  #isHostDue(): boolean {
    // On a virtual clock a run is the same however fast the host is: its messages are counted.
    if (this.#virtual !== undefined) {
      this.messagesLeft = virtualBudget;
      return true;
    }
    const now = hostNow();
    const fitting = (this.#betweenLooks * lookMs) / Math.max(now - this.#lookedAt, 0.001);
    const most = Math.min(this.#betweenLooks * 2, mostBetweenLooks);
    this.#betweenLooks = Math.max(1, Math.min(Math.floor(fitting), most));
    this.messagesLeft = this.#betweenLooks;
    this.#lookedAt = now;
    if (now - this.#hostTurnAt <= budgetMs) return false;
    // Who works on timers and I/O has the host come by itself: it is asked for a sign of life first.
    if (this.#askedHostAt !== undefined) return now - this.#askedHostAt > budgetMs;
    this.#askedHostAt = now;
    this.scheduler.afterHost(() => this.#hostHasTurn());
    return false;
  }

  #hostHasTurn(): void {
    this.#hostTurnAt = hostNow();
    this.#askedHostAt = undefined;
  }

  /** Nobody can run: moves virtual time, or tells those who waited for this. */
  #settle(): void {
    if (this.#isScheduled || this.#ready.size > 0) return;
    if (this.#atWorkCount === 0 && this.#advance === undefined && this.#idleWaiters.length > 0) {
      // They come before outsiders who wait for something that is only due later.
      for (const resolve of this.#idleWaiters.splice(0)) resolve();
      if (this.#waits.hasOutsiders) this.#scheduleAfterHost();
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
        if (this.#idleWaiters.length > 0 || this.#waits.hasOutsiders) this.#scheduleAfterHost();
      } else if (this.#virtual !== undefined && this.#virtual.nextAt() < Infinity) {
        this.#watchForStall();
      }
      return;
    }
    if (this.#advance !== undefined) {
      this.#endAdvance();
      this.#scheduleAfterHost();
      return;
    }
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
    if (this.#virtual !== undefined) this.#watchForStall();
  }

  readonly #moveTime = (): void => {
    this.#isScheduled = false;
    this.#waits.loseSight();
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
    if (this.#waits.hasOutsiders) return true;
    return this.#atWorkCount > 0 && (!this.#isPaused || this.#idleWaiters.length > 0);
  }

  #watchForStall(): void {
    const count = this.#runCount;
    this.#waits.watchForStall(() => this.#runCount !== count, this.#atWorkCount > 0);
  }

  #allWaitForTime(): boolean {
    for (const worker of this.#atWork) if (isBusy(worker)) return false;
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
