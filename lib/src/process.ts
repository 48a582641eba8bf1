import type { ExitReason } from "./exit-reason.ts";
import { exitError, StageError } from "./errors.ts";
import { tagCall, tagDown, tagEvents, tagExit, tagRequest, type Reply } from "./protocol.ts";
import { printsAsText } from "./prints-as-text.ts";
import type { RunLoop } from "./run-loop.ts";

/** How many messages a process handles before the others have a turn. */
const turnLength = 32;

/** It has no mail, and nothing of it runs. */
const idle = 0;
/** It stands in the run queue, or has its turn. */
const ready = 1;
/** It has its turn, and ends once the callback has returned. */
const stopping = 2;
/** An asynchronous handler of it is not settled. */
const suspended = 3;
const ended = 4;

/** One watch over a process (O-5): when the process ends, `watcher` gets a message with this. */
export class Monitor {
  readonly watcher: Process;
  readonly target: Process;
  constructor(watcher: Process, target: Process) {
    this.watcher = watcher;
    this.target = target;
  }
}

/**
 * A process: a mailbox and a handler that takes one message at a time (O-1, O-2). Messages are kept
 * as triples in a ring. While an asynchronous handler is not settled the process is suspended: its
 * mailbox fills, and nothing else of it runs.
 */
export abstract class Process {
  // What each message touches comes first, so that it lies close together.
  readonly loop: RunLoop;
  #status = idle;
  #head = 0;
  #count = 0;
  #mask = 3;
  #box: unknown[] = Array.from({ length: 12 });
  #stopReason: { readonly reason: ExitReason } | undefined = undefined;

  readonly name: string;
  exitReason: ExitReason = undefined;
  /** How many waits of it end by the system's clock or by another process. */
  waitCount = 0;
  isAtWork = false;
  timers: Set<unknown> | undefined;
  /** How long an asynchronous handler may take, in ms. */
  handlerTimeoutMs: number = Infinity;
  // Takes the watch over an asynchronous handler back.
  #endWatch: (() => void) | undefined;
  /** Exit signals of linked processes arrive as messages instead of ending it (O-4). */
  trapsExits = false;

  #links: Set<Process> | undefined;
  #monitors: Set<Monitor> | undefined;
  // Its own watches over others.
  #watches: Set<Monitor> | undefined;
  #replies: Set<Reply> | undefined;

  constructor(loop: RunLoop, name: string) {
    this.loop = loop;
    this.name = name;
  }

  /** Handles one message. What it throws ends the process. */
  abstract receive(tag: number, a: unknown, b: unknown): void;
  /** Handles a message of events, as `receive` would. */
  receiveEvents(subscription: unknown, events: unknown[]): void {
    this.receive(tagEvents, subscription, events);
  }
  /** Runs the user's `terminate`, if there is one. */
  protected abstract terminating(reason: ExitReason): void;
  /** Lets go of whatever the process holds, once it has ended; `unhandled`: events of its mailbox. */
  protected abstract ended(reason: ExitReason, unhandled: unknown[][]): void;
  /** What an outsider is told when a callback throws. */
  protected abstract crashed(error: unknown): void;

  get isAlive(): boolean {
    return this.#status !== ended;
  }

  /** In its turn, and neither suspended nor about to end: what it has begun may go on. */
  get mayGoOn(): boolean {
    return this.#status === ready;
  }

  /** It has nothing to do, and the loop lets messages be handled outside of turns. */
  get mayAnswerNow(): boolean {
    return this.#status === idle && this.loop.chainLeft > 0;
  }

  get mailboxSize(): number {
    return this.#count + (this.loop.next === this ? 1 : 0);
  }

  /** Events in those messages. */
  get waitingEvents(): number {
    let count = this.loop.next === this ? this.loop.nextEvents.length : 0;
    for (let i = 0; i < this.#count; i++) {
      const slot = ((this.#head + i) & this.#mask) * 3;
      if (this.#box[slot] === tagEvents) count += (this.#box[slot + 2] as unknown[]).length;
    }
    return count;
  }

  /** A reason to end with once the current callback has returned. */
  get stopReason(): { readonly reason: ExitReason } | undefined {
    return this.#stopReason;
  }

  set stopReason(stop: { readonly reason: ExitReason } | undefined) {
    this.#stopReason = stop;
    if (stop !== undefined && this.#status === ready) this.#status = stopping;
  }

  /** For the stand-in of a process that was never there. */
  neverRan(reason: ExitReason): void {
    this.#status = ended;
    this.#mask = -1;
    this.exitReason = reason;
  }

  /** Puts a message into the mailbox. A process that has ended ignores it. */
  post(tag: number, a: unknown, b: unknown): void {
    if (this.#count > this.#mask && !this.#makesRoom()) return;
    const slot = ((this.#head + this.#count++) & this.#mask) * 3;
    const box = this.#box;
    box[slot] = tag;
    box[slot + 1] = a;
    box[slot + 2] = b;
    if (this.#status === idle) this.#enqueue();
  }

  /**
   * Hands events to this process. If it has nothing else to do it goes next, as soon as the message at
   * hand is done with, where the loop allows that; else they go into the mailbox.
   */
  deliver(subscription: unknown, events: unknown[]): void {
    const { loop } = this;
    if (this.#status === idle && loop.next === undefined && loop.chainLeft > 0) {
      this.#status = ready;
      loop.chainLeft--;
      loop.next = this;
      loop.nextSubscription = subscription;
      loop.nextEvents = events;
    } else this.post(tagEvents, subscription, events);
  }

  /** The turn of a process that goes next: it handles these events and nothing else. */
  take(subscription: unknown, events: unknown[]): void {
    try {
      this.receiveEvents(subscription, events);
    } catch (error) {
      this.crash(error);
    }
    this.#endTurn();
  }

  #enqueue(): void {
    this.#status = ready;
    this.loop.enqueue(this);
  }

  /** One turn: handles messages until the mailbox is empty, the process is suspended, or others wait. */
  run(): void {
    try {
      this.#receiveAll();
    } catch (error) {
      this.crash(error);
    }
    this.#endTurn();
  }

  #receiveAll(): void {
    const { loop } = this;
    let left = turnLength;
    while (this.#count > 0 && this.#status === ready && left-- > 0 && loop.messagesLeft-- > 0) {
      this.#receiveNext();
      if (loop.next !== undefined) loop.runChain();
    }
  }

  #receiveNext(): void {
    const slot = this.#head * 3;
    const box = this.#box;
    const a = box[slot + 1];
    const b = box[slot + 2];
    box[slot + 1] = undefined;
    box[slot + 2] = undefined;
    this.#head = (this.#head + 1) & this.#mask;
    this.#count--;
    this.receive(box[slot] as number, a, b);
  }

  #endTurn(): void {
    if (this.#status === ready) {
      if (this.#count > 0) this.loop.enqueue(this);
      else this.#status = idle;
    } else if (this.#status === stopping) this.stopNow();
  }

  /**
   * Waits for an asynchronous handler, then goes on with its value. Until then the process takes no
   * message; if it is killed meanwhile, the value is dropped.
   */
  suspend<Value>(promise: PromiseLike<Value>, resume: (value: Value) => void): void {
    if (this.#status === ended) {
      // Its own callback has ended it: nobody waits for what that still does.
      promise.then(undefined, () => {});
      return;
    }
    this.#status = suspended;
    this.loop.suspended(this);
    if (this.handlerTimeoutMs < Infinity) this.#watchHandler();
    promise.then(
      (value) => this.#resume(() => resume(value)),
      (error: unknown) =>
        this.#resume(() => {
          throw error;
        }),
    );
  }

  /** Ends the process if its handler is not settled in time. */
  #watchHandler(): void {
    const ms = this.handlerTimeoutMs;
    this.#endWatch = this.loop.scheduler.watch(ms, () => {
      this.loop.hold();
      const error = new StageError("timeout", `its promise was not settled in ${ms} ms`);
      // None of its frames is the user's.
      delete error.stack;
      this.crash(error);
      this.loop.runSoon();
    });
  }

  #resume(continuation: () => void): void {
    // Somebody's own kind of promise may call back twice.
    if (this.#status !== suspended) return;
    this.#endWatch?.();
    this.loop.hold();
    this.#status = this.#stopReason === undefined ? ready : stopping;
    this.loop.resumed(this);
    try {
      this.loop.runAs(this, continuation);
    } catch (error) {
      this.crash(error);
    }
    this.#endTurn();
    this.loop.runSoon();
  }

  /** Ends with the reason that `stopReason` holds, by way of `terminate`. */
  stopNow(): void {
    const reason = this.#stopReason?.reason;
    this.#stopReason = undefined;
    if (this.isAlive) this.stopWith(reason);
  }

  /** Runs `terminate` and ends. */
  stopWith(reason: ExitReason): void {
    try {
      this.terminating(reason);
    } catch (error) {
      this.crashed(error);
      this.exit(error);
      return;
    }
    this.exit(reason);
  }

  /** A callback threw: it is told, `terminate` runs, and the error is the exit reason (O-12). */
  crash(error: unknown): void {
    if (!this.isAlive) return;
    const reason = error ?? new Error(`a callback threw ${String(error)}`);
    this.crashed(reason);
    this.stopWith(reason);
  }

  /** Ends at once: tells links, monitors and callers, and drops the mailbox. */
  exit(reason: ExitReason): void {
    if (!this.isAlive) return;
    const wasSuspended = this.#status === suspended;
    this.#status = ended;
    this.exitReason = reason;
    if (wasSuspended) {
      this.#endWatch?.();
      this.loop.resumed(this);
      this.loop.wake();
    }
    for (const timer of this.timers ?? []) this.loop.scheduler.letGo(timer);
    for (const reply of this.#replies ?? []) reply.reject(exitError(this.name, reason));
    this.ended(reason, this.#dropMailbox(reason));
    for (const peer of this.#links ?? []) {
      peer.#links?.delete(this);
      peer.exitSignal(this, reason);
    }
    for (const monitor of this.#monitors ?? []) {
      monitor.watcher.#watches?.delete(monitor);
      monitor.watcher.post(tagDown, monitor, reason);
    }
    for (const monitor of this.#watches ?? []) monitor.target.#monitors?.delete(monitor);
    this.#watches = undefined;
    this.#links = undefined;
    this.#monitors = undefined;
    this.#replies = undefined;
  }

  /** Empties the mailbox: callers are told, and the events that nobody handled are answered. */
  #dropMailbox(reason: ExitReason): unknown[][] {
    const events: unknown[][] = [];
    const next = this.loop.takeNext(this);
    if (next !== undefined) events.push(next);
    for (; this.#count > 0; this.#count--) {
      const slot = this.#head * 3;
      const tag = this.#box[slot];
      const b = this.#box[slot + 2];
      if (tag === tagEvents) events.push(b as unknown[]);
      if (tag === tagCall || tag === tagRequest) {
        (b as Reply | undefined)?.reject(exitError(this.name, reason));
      }
      this.#head = (this.#head + 1) & this.#mask;
    }
    this.#box = [];
    this.#mask = -1;
    return events;
  }

  /** A linked process has ended (O-4), or somebody exits this one. */
  exitSignal(from: Process, reason: ExitReason): void {
    if (!this.isAlive) return;
    if (reason === "kill") this.exit("killed");
    else if (this.trapsExits) this.post(tagExit, from, reason);
    else if (reason !== "normal") this.exit(reason);
  }

  /** Links two processes: the failure of one ends the other. */
  link(peer: Process): void {
    if (!peer.isAlive) {
      this.exitSignal(peer, "noproc");
      return;
    }
    (this.#links ??= new Set()).add(peer);
    (peer.#links ??= new Set()).add(this);
  }

  unlink(peer: Process): void {
    this.#links?.delete(peer);
    peer.#links?.delete(this);
  }

  /** Asks to be told, once, when `target` ends; of one that has ended, at once. */
  monitor(target: Process): Monitor {
    const monitor = new Monitor(this, target);
    if (target.isAlive) {
      (target.#monitors ??= new Set()).add(monitor);
      (this.#watches ??= new Set()).add(monitor);
    } else this.post(tagDown, monitor, "noproc");
    return monitor;
  }

  demonitor(monitor: Monitor): void {
    monitor.target.#monitors?.delete(monitor);
    this.#watches?.delete(monitor);
  }

  /** Keeps a caller until it is answered, so that it hears of it when the process ends before. */
  owe(reply: Reply): void {
    (this.#replies ??= new Set()).add(reply);
  }

  answered(reply: Reply): void {
    this.#replies?.delete(reply);
  }

  toString(): string {
    return `Stage "${this.name}" (${this.isAlive ? "running" : "ended"})`;
  }

  /** Makes the mailbox larger, but that of a process which has ended. */
  #makesRoom(): boolean {
    if (this.#status === ended) return false;
    const size = this.#mask + 1;
    const box: unknown[] = Array.from({ length: size * 6 });
    for (let i = 0; i < size; i++) {
      const slot = ((this.#head + i) & this.#mask) * 3;
      for (let part = 0; part < 3; part++) box[i * 3 + part] = this.#box[slot + part];
    }
    this.#box = box;
    this.#head = 0;
    this.#mask = size * 2 - 1;
    return true;
  }
}

printsAsText(Process);
