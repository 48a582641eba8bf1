import { isCleanReason } from "./exit-reason.ts";

/** Why a promise of this library was rejected. */
export type StageErrorCode =
  /** No living stage answers to that reference or name. */
  | "noproc"
  /** A stage ended before it answered. */
  | "exit"
  /** On a virtual clock: nobody can run, no timer is left, and what was waited for has not come. */
  | "stalled"
  /** An answer did not come in time. */
  | "timeout"
  /** A stage called itself and would wait for ever. */
  | "calling_self"
  /** A stage did not start: its `init` asked to stop, or a producer to subscribe to is not there. */
  | "not_started"
  /** A stage of the wrong kind for this request, for example a producer asked to subscribe. */
  | "not_a_consumer"
  /** Another stage of the system has that name. */
  | "already_started"
  /** The system was closed and starts no stage any more. */
  | "closed";

/**
 * The error a promise of this library is rejected with. What happens between stages (a callback
 * threw, a peer left) is data there: an exit reason. It becomes a `StageError` only where a caller
 * outside the stages waits.
 *
 * Compare its `code`: where one program loads this package by `import` and by `require` there are two
 * such classes, and `instanceof` knows only one of them.
 *
 * @example
 * const error = new StageError("timeout", "stage \"a\" did not answer in 5 ms");
 * console.assert(error.code === "timeout");
 */
export class StageError extends Error {
  /** Always "StageError". */
  override readonly name: string = "StageError";
  /** What went wrong, for code to tell apart. */
  readonly code: StageErrorCode;
  /** The exit reason of the stage, where there is one. */
  readonly reason: unknown;

  constructor(code: StageErrorCode, message: string, reason?: unknown) {
    super(message, reason instanceof Error ? { cause: reason } : undefined);
    this.code = code;
    this.reason = reason;
  }
}

/** The rejection for somebody who waited on a stage that has ended. */
export function exitError(name: string, reason: unknown): StageError {
  const what = isCleanReason(reason) ? "ended" : "failed";
  return new StageError("exit", `Stage "${name}" ${what}: ${describeReason(reason)}`, reason);
}

/** One line for a reason, for people. */
export function describeReason(reason: unknown, depth = 3): string {
  try {
    if (reason instanceof Error) return `${reason.name}: ${reason.message}`;
    if (typeof reason === "object" && reason !== null && "shutdown" in reason) {
      return depth === 0 ? "shutdown" : `shutdown (${describeReason(reason.shutdown, depth - 1)})`;
    }
  } catch {
    // What a reason is made of may throw when it is looked at; `show` says so.
  }
  return show(reason);
}

/** A value as it is quoted in an error sentence: short, in backquotes. */
export function quoted(value: unknown): string {
  return `\`${show(value)}\``;
}

function show(value: unknown): string {
  try {
    return shown(value);
  } catch {
    return "a value that cannot be shown";
  }
}

function shown(value: unknown): string {
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 57)}...` : value;
  if (typeof value === "function") return `function ${value.name || "(anonymous)"}`;
  if (typeof value === "object" && value !== null) {
    if (Array.isArray(value)) return `array of ${value.length}`;
    return value.constructor?.name === "Object" || !value.constructor
      ? `{ ${Object.keys(value).slice(0, 4).join(", ")} }`
      : `an instance of ${value.constructor.name}`;
  }
  return String(value);
}

/**
 * A broken promise of the library itself or of a dispatcher, with the clause of PROTOCOL.md. Nobody is
 * meant to catch it: it says whose code is wrong.
 *
 * @example
 * const error = new InvariantError("23: events are sent from `dispatch` and `ask` only");
 * console.assert(error.name === "InvariantError");
 */
export class InvariantError extends Error {
  /** Always "InvariantError". */
  override readonly name: string = "InvariantError";
}

/** Throws an {@link InvariantError} unless `condition` holds. `clause` starts with its id: "P4: …". */
export function assert(condition: boolean, clause: string): asserts condition {
  if (!condition) throw new InvariantError(clause);
}
