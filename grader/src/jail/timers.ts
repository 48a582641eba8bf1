/** Timers of one process, which all end together when an answer gives way to the next. */
export interface Timers {
  /** By the names they have everywhere; the same functions that the process's globals are from now on. */
  readonly functions: Readonly<Record<string, (...all: never[]) => unknown>>;
  /** Whatever was set until now never calls back. */
  endAll(): void;
}

type Callback = (...values: unknown[]) => void;
type Handle = ReturnType<typeof setTimeout> | ReturnType<typeof setImmediate>;

/**
 * Takes the process's timers away and puts some in their place that know what is still to come: those the libraries
 * set and those an answer sets alike. What they answer looks like Node's, and leads nowhere.
 */
export function takeTimers(): Timers {
  const { setTimeout, clearTimeout, setInterval, setImmediate, clearImmediate } = globalThis;
  const waiting = new Map<number, Handle>();
  let made = 0;
  const take = (id: unknown): Handle | undefined => {
    const known = Number(id);
    const handle = waiting.get(known);
    waiting.delete(known);
    return handle;
  };
  const clear = (id: unknown): void => clearTimeout(take(id) as ReturnType<typeof setTimeout>);
  const keep = (start: (id: number) => Handle): Timer => {
    const id = ++made;
    waiting.set(id, start(id));
    return new Timer(id);
  };
  const functions = {
    setTimeout: (callback: Callback, ms?: number, ...values: unknown[]) => {
      requireFunction(callback, "setTimeout");
      return keep((id) =>
        setTimeout(() => {
          waiting.delete(id);
          callback(...values);
        }, ms),
      );
    },
    setInterval: (callback: Callback, ms?: number, ...values: unknown[]) => {
      requireFunction(callback, "setInterval");
      return keep(() => setInterval(() => callback(...values), ms));
    },
    setImmediate: (callback: Callback, ...values: unknown[]) => {
      requireFunction(callback, "setImmediate");
      return keep((id) =>
        setImmediate(() => {
          waiting.delete(id);
          callback(...values);
        }),
      );
    },
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: (id: unknown): void => clearImmediate(take(id) as NodeJS.Immediate),
  };
  Object.assign(globalThis, functions);
  return {
    functions,
    endAll() {
      for (const handle of waiting.values()) {
        clearTimeout(handle as ReturnType<typeof setTimeout>);
        clearImmediate(handle as NodeJS.Immediate);
      }
      waiting.clear();
    },
  };
}

/** What a timer is to whoever set it: a number for the page's sake, with the methods that Node's have. */
export class Timer {
  readonly #id: number;

  constructor(id: number) {
    this.#id = id;
    Object.freeze(this);
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }
}

function requireFunction(callback: unknown, name: string): void {
  if (typeof callback === "function") return;
  throw new TypeError(
    `Expected the first argument of \`${name}\` to be a function, got \`${typeof callback}\``,
  );
}
