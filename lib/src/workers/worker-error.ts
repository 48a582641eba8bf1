import { describeReason } from "../errors.ts";

/** Why work in a thread did not end well, where it is not the work's own error. */
export type WorkerErrorCode =
  /** The thread ended: the module called `process.exit()`. */
  | "exit"
  /** The thread ran out of memory, within `resourceLimits` or the default. */
  | "memory"
  /** It did not end within `timeoutMs`, and its thread was stopped. */
  | "timeout"
  /** An event or a result cannot be sent between threads: it holds a function, a promise … */
  | "unsendable"
  /** The module cannot be loaded, or has no such function. */
  | "module"
  /** An error that nobody caught ended the thread: thrown in a timer, a rejection not handled. */
  | "uncaught"
  /** The stage ended, or the child was terminated, before it was done. */
  | "aborted";

/**
 * The exit reason of a worker stage whose thread failed, and the failure of a worker child. What the
 * work itself throws stays as it is.
 *
 * @example
 * const error = new WorkerError("exit", "The thread ended", { exitCode: 3 });
 * console.assert(error.code === "exit" && error.exitCode === 3);
 */
export class WorkerError extends Error {
  /** Always "WorkerError". */
  override readonly name: string = "WorkerError";
  /** What happened, for code to tell apart. */
  readonly code: WorkerErrorCode;
  /** Of a thread that ended: its exit code. */
  readonly exitCode: number | undefined;

  constructor(
    code: WorkerErrorCode,
    message: string,
    more: { readonly cause?: unknown; readonly exitCode?: number } = {},
  ) {
    super(message, "cause" in more ? { cause: more.cause } : undefined);
    // Where it was made says nothing about what happened in the thread.
    define(this, "stack", `${this.name}: ${message}`);
    this.code = code;
    this.exitCode = more.exitCode;
  }
}

/** A failure as the thread tells it, in plain data. */
type Told =
  | { readonly kind: "module" | "unsendable"; readonly cause: Told }
  | { readonly value: unknown }
  | {
      readonly name: string;
      readonly message: string;
      readonly stack: string;
      readonly cause?: Told;
      readonly fields: object;
    };

/** What the function threw, from what the thread tells of it. `what`: the function, for people. */
export function thrownError(told: unknown, what: string): unknown {
  const failure = told as Told;
  if ("kind" in failure) {
    const cause = thrownError(failure.cause, what);
    if (failure.kind === "unsendable") return unsendable("A result", "from", what, cause);
    return new WorkerError("module", `There is no ${what}: ${describeReason(cause)}`, { cause });
  }
  if ("value" in failure) return failure.value;
  const { name, message, stack, fields } = failure;
  const cause = failure.cause && { cause: thrownError(failure.cause, what) };
  const error = new (classOf(name))(message, cause);
  if (error.name !== name) define(error, "name", name);
  define(error, "stack", stack);
  return Object.assign(error, fields);
}

function define(error: Error, key: string, value: string): void {
  Object.defineProperty(error, key, { value, configurable: true, writable: true });
}

type ErrorClass = new (message: string, options?: { cause: unknown }) => Error;

/** The host's own class of that name; others live in the thread only. */
function classOf(name: string): ErrorClass {
  const classes: ErrorClass[] = [
    TypeError,
    RangeError,
    SyntaxError,
    ReferenceError,
    EvalError,
    URIError,
  ];
  return classes.find((one) => one.name === name) ?? Error;
}

/** Whether events could not be sent to a thread. */
export function isUnsendable(error: unknown): boolean {
  return (error as { name?: string } | null)?.name === "DataCloneError";
}

/** What happened to the thread, from what the pool rejects with. */
export function threadError(error: unknown, what: string): WorkerError {
  const { code, message = "" } = (error ?? {}) as Record<string, string | undefined>;
  const [, exitCode] = /^worker exited with code: (\d+)$/.exec(message) ?? [];
  if (exitCode !== undefined) {
    const why = "something that it runs calls process.exit()";
    return new WorkerError(
      "exit",
      `The thread of ${what} ended with exit code ${exitCode}: ${why}`,
      {
        exitCode: Number(exitCode),
      },
    );
  }
  if (code === "ERR_WORKER_OUT_OF_MEMORY") {
    const more = "`resourceLimits: { maxOldGenerationSizeMb: … }` sets how much it may have";
    return new WorkerError("memory", `The thread of ${what} ran out of memory: ${more}`);
  }
  if (isUnsendable(error)) return unsendable("An event", "to", what, error);
  const why = `an error that nobody caught: ${describeReason(error)}`;
  return new WorkerError("uncaught", `The thread of ${what} ended by ${why}`, { cause: error });
}

function unsendable(value: string, way: string, what: string, cause: unknown): WorkerError {
  const [line = ""] = (cause as Error).message.split("\n");
  const why = `${line.replace(/\.$/, "")}. Send plain data: objects, arrays, strings, numbers, buffers`;
  const message = `${value} cannot be sent ${way} the thread of ${what}: ${why}`;
  return new WorkerError("unsendable", message, { cause });
}

export function timeoutError(timeoutMs: number, what: string): WorkerError {
  return new WorkerError(
    "timeout",
    `${what} did not end within ${timeoutMs} ms; its thread was stopped`,
  );
}
