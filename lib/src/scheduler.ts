/**
 * Time, host turns and chance, in one place: no other file of the library names a timer, a clock or
 * a random number. `RealScheduler` is the host's; `VirtualScheduler` is a clock that stands still
 * until the system moves it, so that an hour passes in no time and every run is repeatable.
 */
export interface Scheduler {
  /** Virtual time moves only when the system says so. */
  readonly isVirtual: boolean;
  /** Milliseconds since the scheduler was made. */
  now(): number;
  /** Calls back before the host does anything else. */
  soon(callback: () => void): void;
  /** Calls back after the host had a turn for its own I/O and after all settled promises. */
  afterHost(callback: () => void): void;
  /** Calls back once, `ms` from now. Answers what {@link clearTimer} takes. */
  setTimer(ms: number, callback: () => void): unknown;
  clearTimer(timer: unknown): void;
  /** Keeps the program alive no longer for this timer. */
  letGo(timer: unknown): void;
  /**
   * Calls back once, when something has not ended in `ms`. A virtual clock stands still for what it does
   * not know of, so there the host's ms count too. Answers how to take it back.
   */
  watch(ms: number, callback: () => void): () => void;
  /** A number from 0 up to but without 1. */
  random(): number;
}

interface Host {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  setImmediate?(callback: () => void): unknown;
  performance: { now(): number };
  MessageChannel?: new () => {
    port1: { onmessage: (() => void) | null; unref?(): void };
    port2: { postMessage(message: null): void };
  };
}

const host = globalThis as unknown as Host;

/** Milliseconds of the host's own clock, for the loop's time budget. */
export function hostNow(): number {
  return host.performance.now();
}

const settled = Promise.resolve();

/** Calls back before the host does anything else; `queueMicrotask` costs several times as much in Node. */
function soon(callback: () => void): void {
  // oxlint-disable-next-line promise/no-callback-in-promise -- it is how the callback gets its turn
  void settled.then(callback);
}

/** Calls back after `ms` on the host's clock, whatever a virtual one says. Answers how to prevent it. */
export function afterRealMs(ms: number, callback: () => void): () => void {
  const timer = host.setTimeout(callback, ms);
  return () => host.clearTimeout(timer);
}

/** Calls back on the host's next free turn; `setTimeout` would wait 4 ms in a browser. */
const afterHost: (callback: () => void) => void = (() => {
  if (host.setImmediate) return (callback: () => void) => void host.setImmediate?.(callback);
  if (!host.MessageChannel) return (callback: () => void) => void host.setTimeout(callback, 0);
  const waiting: (() => void)[] = [];
  const { port1, port2 } = new host.MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return (callback: () => void) => {
    waiting.push(callback);
    port2.postMessage(null);
  };
})();

/** mulberry32: 32 bits of state, good enough to shuffle with, the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The host's clock and timers. */
export class RealScheduler implements Scheduler {
  readonly isVirtual: boolean = false;
  readonly random: () => number;
  readonly #start = hostNow();

  constructor(seed?: number) {
    this.random = seed === undefined ? Math.random : randomFrom(seed);
  }

  now(): number {
    return hostNow() - this.#start;
  }

  soon(callback: () => void): void {
    soon(callback);
  }

  afterHost(callback: () => void): void {
    afterHost(callback);
  }

  setTimer(ms: number, callback: () => void): unknown {
    // Hosts fire a longer timer at once; nothing here runs for 25 days.
    return host.setTimeout(callback, Math.min(ms, 2_147_483_647));
  }

  clearTimer(timer: unknown): void {
    host.clearTimeout(timer);
  }

  letGo(timer: unknown): void {
    // A browser's timers are numbers, and keep nothing alive.
    (timer as { unref?(): void }).unref?.();
  }

  watch(ms: number, callback: () => void): () => void {
    const timer = this.setTimer(ms, callback);
    return () => this.clearTimer(timer);
  }
}

interface VirtualTimer {
  readonly at: number;
  readonly order: number;
  callback: (() => void) | undefined;
}

/** A clock at 0 that moves only by {@link fireNext}; timers due at one instant fire in the order set. */
export class VirtualScheduler implements Scheduler {
  readonly isVirtual: boolean = true;
  readonly random: () => number;
  #now = 0;
  #order = 0;
  // A binary heap, the earliest timer at index 0.
  readonly #heap: VirtualTimer[] = [];

  constructor(seed: number = 1) {
    this.random = randomFrom(seed);
  }

  now(): number {
    return this.#now;
  }

  soon(callback: () => void): void {
    soon(callback);
  }

  afterHost(callback: () => void): void {
    afterHost(callback);
  }

  setTimer(ms: number, callback: () => void): unknown {
    const timer = { at: this.#now + Math.max(0, ms), order: this.#order++, callback };
    this.#heap.push(timer);
    this.#siftUp(this.#heap.length - 1);
    return timer;
  }

  clearTimer(timer: unknown): void {
    (timer as VirtualTimer).callback = undefined;
  }

  letGo(): void {
    // A virtual timer keeps nothing alive.
  }

  watch(ms: number, callback: () => void): () => void {
    const end = (): void => {
      this.clearTimer(timer);
      endReal();
    };
    const expired = (): void => {
      end();
      callback();
    };
    const timer = this.setTimer(ms, expired);
    const endReal = afterRealMs(ms, expired);
    return end;
  }

  /** The instant of the next timer, in ms, or Infinity where there is none. */
  nextAt(): number {
    for (let next = this.#heap[0]; next !== undefined; next = this.#heap[0]) {
      if (next.callback !== undefined) return next.at;
      this.#removeFirst();
    }
    return Infinity;
  }

  /** Moves the clock to the next timer and fires it. Answers whether there was one. */
  fireNext(): boolean {
    const at = this.nextAt();
    if (at === Infinity) return false;
    const timer = this.#removeFirst();
    this.#now = at;
    timer?.callback?.();
    return true;
  }

  /** Moves the clock to `at` where no timer is due before. */
  moveTo(at: number): void {
    if (at > this.#now) this.#now = at;
  }

  #isBefore(i: number, j: number): boolean {
    const a = this.#heap[i] as VirtualTimer;
    const b = this.#heap[j] as VirtualTimer;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(i: number, j: number): void {
    const kept = this.#heap[i] as VirtualTimer;
    this.#heap[i] = this.#heap[j] as VirtualTimer;
    this.#heap[j] = kept;
  }

  #siftUp(index: number): void {
    for (let i = index; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.#isBefore(i, parent)) return;
      this.#swap(i, parent);
      i = parent;
    }
  }

  #removeFirst(): VirtualTimer | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || last === undefined) return first;
    heap[0] = last;
    for (let i = 0; ;) {
      let least = i;
      for (let child = 2 * i + 1; child <= 2 * i + 2 && child < heap.length; child++) {
        if (this.#isBefore(child, least)) least = child;
      }
      if (least === i) return first;
      this.#swap(i, least);
      i = least;
    }
  }
}
