/** The parts of the worker's global scope that start something to be run later. */
export interface TimerScope {
  setTimeout: unknown;
  setInterval: unknown;
  setImmediate?: unknown;
  clearImmediate?: unknown;
}

type Callback = (...values: unknown[]) => unknown;
type StartTimer = (callback: Callback, ...rest: unknown[]) => unknown;

/**
 * Knows to which cell an output belongs. While a cell's own text runs it is that cell. What a timer calls
 * belongs to the cell that was running when the timer was set, also when another cell runs meanwhile.
 */
export class Attribution {
  /** The cell that what is running now belongs to. */
  active = 0;
  /** The cell that was started last and has not ended; 0 between runs. */
  running = 0;

  /** Where a text goes that was printed by the console of a cell's own text. */
  cellOf(writer: number): number {
    return writer === this.running ? writer : this.active;
  }

  begin(cell: number): void {
    this.running = cell;
    this.active = cell;
  }

  end(): void {
    this.running = 0;
  }

  /** Has timers remember the cell that set them. Adds `setImmediate`, which notebooks have from Node. */
  watch(scope: TimerScope): void {
    scope.setTimeout = this.remembering(scope.setTimeout as StartTimer);
    scope.setInterval = this.remembering(scope.setInterval as StartTimer);
    const immediates = new Immediates();
    scope.setImmediate = this.remembering((callback, ...values) =>
      immediates.add(() => callback(...values)),
    );
    scope.clearImmediate = (id: number) => immediates.remove(id);
  }

  private remembering(start: StartTimer): StartTimer {
    return (callback, ...rest) => {
      if (typeof callback !== "function") return start(callback, ...rest);
      const cell = this.active;
      const resumed: Callback = (...values) => {
        this.active = cell;
        return callback(...values);
      };
      return start(resumed, ...rest);
    };
  }
}

/** Callbacks for the next free turn of the host, in order; `setTimeout` would wait 4 ms. */
class Immediates {
  private readonly waiting = new Map<number, () => void>();
  private readonly channel = new MessageChannel();
  private last = 0;

  constructor() {
    this.channel.port1.onmessage = ({ data }: MessageEvent<number>) => {
      const callback = this.waiting.get(data);
      this.waiting.delete(data);
      callback?.();
    };
  }

  add(callback: () => void): number {
    this.last += 1;
    this.waiting.set(this.last, callback);
    this.channel.port2.postMessage(this.last);
    return this.last;
  }

  remove(id: number): void {
    this.waiting.delete(id);
  }
}
