import type { ExitReason } from "./exit-reason.ts";
import { exitError } from "./errors.ts";
import { tagCall, tagDown, tagEvents, tagExit, tagRequest, type Reply } from "./protocol.ts";
import { printsAsText } from "./prints-as-text.ts";
import type { RunLoop } from "./run-loop.ts";

/** How many messages a process handles before the others have a turn. */
const turnLength = 32;

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
  readonly loop: RunLoop;
  readonly name: string;
  isAlive = true;
  exitReason: ExitReason = undefined;
  /** It stands in the run queue. */
  isQueued = false;
  /** An asynchronous handler of it is not settled. */
  isSuspended = false;
  /** How many waits of it end by the system's clock or by another process. */
  waitCount = 0;
  isAtWork = false;
  /** Exit signals of linked processes arrive as messages instead of ending it (O-4). */
  trapsExits = false;
  /** A reason to end with once the current callback has returned. */
  stopReason: { readonly reason: ExitReason } | undefined = undefined;

  #box: unknown[] = Array.from({ length: 12 });
  #mask = 3;
  #head = 0;
  #count = 0;

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
  /** Runs the user's `terminate`, if there is one. */
  protected abstract terminating(reason: ExitReason): void;
  /** Lets go of whatever the process holds, once it has ended; `unhandled`: events of its mailbox. */
  protected abstract ended(reason: ExitReason, unhandled: unknown[][]): void;
  /** What an outsider is told when a callback throws. */
  protected abstract crashed(error: unknown): void;

  get mailboxSize(): number {
    return this.#count;
  }

  /** Puts a message into the mailbox. A process that has ended ignores it. */
  post(tag: number, a: unknown, b: unknown): void {
    if (!this.isAlive) return;
    if (this.#count > this.#mask) this.#grow();
    const slot = ((this.#head + this.#count++) & this.#mask) * 3;
    const box = this.#box;
    box[slot] = tag;
    box[slot + 1] = a;
    box[slot + 2] = b;
    if (!this.isQueued && !this.isSuspended) this.loop.enqueue(this);
  }

  /**
   * One turn: handles messages until the mailbox is empty, the process is suspended, or others wait.
   * Answers how many.
   */
  run(): number {
    let handled = 0;
    try {
      while (handled < turnLength && this.#count > 0 && !this.isSuspended && this.isAlive) {
        handled++;
        this.#receiveNext();
      }
    } catch (error) {
      this.crash(error);
    }
    this.isQueued = false;
    if (this.#count > 0 && this.isAlive && !this.isSuspended) this.loop.enqueue(this);
    return handled;
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
    if (this.stopReason !== undefined && !this.isSuspended) this.stopNow();
  }

  /**
   * Waits for an asynchronous handler, then goes on with its value. Until then the process takes no
   * message; if it is killed meanwhile, the value is dropped.
   */
  suspend<Value>(promise: PromiseLike<Value>, resume: (value: Value) => void): void {
    if (!this.isAlive) {
      // Its own callback has ended it: nobody waits for what that still does.
      promise.then(undefined, () => {});
      return;
    }
    this.isSuspended = true;
    this.loop.suspended(this);
    promise.then(
      (value) => this.#resume(() => resume(value)),
      (error: unknown) =>
        this.#resume(() => {
          throw error;
        }),
    );
  }

  #resume(continuation: () => void): void {
    if (!this.isAlive) return;
    this.isSuspended = false;
    this.loop.resumed(this);
    try {
      continuation();
      if (this.stopReason !== undefined && !this.isSuspended) this.stopNow();
    } catch (error) {
      this.crash(error);
    }
    if (this.isAlive && !this.isSuspended && this.#count > 0 && !this.isQueued) {
      this.loop.enqueue(this);
    }
    this.loop.runSoon();
  }

  /** Ends with the reason that `stopReason` holds, by way of `terminate`. */
  stopNow(): void {
    const reason = this.stopReason?.reason;
    this.stopReason = undefined;
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
    this.isAlive = false;
    this.exitReason = reason;
    if (this.isSuspended) {
      this.isSuspended = false;
      this.loop.resumed(this);
      this.loop.wake();
    }
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

  #grow(): void {
    const size = this.#mask + 1;
    const box: unknown[] = Array.from({ length: size * 6 });
    for (let i = 0; i < size; i++) {
      const slot = ((this.#head + i) & this.#mask) * 3;
      for (let part = 0; part < 3; part++) box[i * 3 + part] = this.#box[slot + part];
    }
    this.#box = box;
    this.#head = 0;
    this.#mask = size * 2 - 1;
  }
}

printsAsText(Process);
