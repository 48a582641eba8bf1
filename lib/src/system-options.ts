import { type AbortSignalLike, checkSignal, type WaitOptions } from "./abort.ts";
import { quoted } from "./errors.ts";
import type { ExitReason } from "./exit-reason.ts";
import { checkOptions } from "./options.ts";
import { RealScheduler, type Scheduler, VirtualScheduler } from "./scheduler.ts";
import type { SubscriptionRef } from "./definitions.ts";
import type { StageKind } from "./trace.ts";

/** A stage at one moment. */
export interface StageInspection {
  /** Unique in its system. */
  readonly name: string;
  /** Which kind of stage it is. */
  readonly kind: StageKind;
  /** False once it has ended. */
  readonly isAlive: boolean;
  /** Why it ended; undefined while it runs. */
  readonly exitReason: ExitReason;
  /** Messages that wait to be handled. */
  readonly mailboxSize: number;
  /** Its subscriptions to producers, in the order made. */
  readonly producers: readonly SubscriptionRef[];
  /** The subscriptions of its consumers, in the order made. */
  readonly consumers: readonly SubscriptionRef[];
  /** Events in its buffer. */
  readonly bufferedCount: number;
}

/** How a system is set up. */
export interface SystemOptions {
  /** "virtual": time stands still until nobody can run, then jumps; starts at 0. Default: "real". */
  readonly clock?: "real" | "virtual";
  /**
   * An integer. With it the order in which stages get their turns is drawn by chance, the same for the
   * same seed; without it they run first come, first served.
   */
  readonly seed?: number;
  /**
   * How events reach a stage that has nothing to do. "queued": by its mailbox, in its next turn, first
   * come, first served. "eager": as soon as the stage that sent them is done with the message at hand,
   * which is faster; the order between stages differs, the order within a subscription does not.
   * Default: "eager" on the real clock without a seed, else "queued".
   */
  readonly delivery?: "queued" | "eager";
  /**
   * Whether the run is recorded, in `system.trace`. `limit` bounds it, `details` records also what happens
   * inside stages, for `checkTrace` of `headgate/testing`. Default: false; 100 000 entries, no details.
   */
  readonly trace?: boolean | { readonly limit?: number; readonly details?: boolean };
  /** Is told, in one sentence, what no callback hears of: a crash, dropped events. Default: `console.error`. */
  readonly log?: ((sentence: string) => void) | false;
  /** Closes the system when it is aborted: all stages end with the reason `{ shutdown: signal.reason }`. */
  readonly signal?: AbortSignalLike | undefined;
}

/** How a system is closed. */
export interface CloseOptions extends WaitOptions {
  /** The exit reason of the stages. Default: "shutdown". */
  readonly reason?: ExitReason;
  /** How long each stage may take before it is killed, in ms on the system's clock. Default: 5000. */
  readonly shutdownMs?: number;
}

/** How a system is set up, after the check. */
export interface SystemSettings {
  readonly scheduler: Scheduler;
  readonly isShuffled: boolean;
  readonly isEager: boolean;
  /** Undefined: the run is not recorded. */
  readonly traceLimit: number | undefined;
  readonly hasTraceDetails: boolean;
  readonly log: (sentence: string) => void;
}

const keys = ["clock", "seed", "delivery", "trace", "log", "signal"];

/** Checks the options of a system and fills in the defaults. */
export function systemSettings(options: SystemOptions): SystemSettings {
  checkOptions(options, "a system", keys);
  const { clock = "real", seed, trace = false, log } = options;
  const { delivery = clock === "real" && seed === undefined ? "eager" : "queued" } = options;
  if (clock !== "real" && clock !== "virtual") {
    throw new TypeError(`Expected \`clock\` to be "real" or "virtual", got ${quoted(clock)}`);
  }
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new TypeError(`Expected \`seed\` to be an integer, got ${quoted(seed)}`);
  }
  if (delivery !== "queued" && delivery !== "eager") {
    throw new TypeError(`Expected \`delivery\` to be "queued" or "eager", got ${quoted(delivery)}`);
  }
  if (log !== undefined && log !== false && typeof log !== "function") {
    throw new TypeError(`Expected \`log\` to be a function or false, got ${quoted(log)}`);
  }
  checkSignal(options.signal);
  return {
    scheduler: clock === "virtual" ? new VirtualScheduler(seed) : new RealScheduler(seed),
    isShuffled: seed !== undefined,
    isEager: delivery === "eager",
    traceLimit: traceLimit(trace),
    hasTraceDetails: hasTraceDetails(trace),
    log: log === false ? () => {} : (log ?? printError),
  };
}

function traceLimit(trace: SystemOptions["trace"]): number | undefined {
  if (trace === undefined || trace === false) return undefined;
  if (trace !== true && (typeof trace !== "object" || trace === null)) {
    throw new TypeError(
      `Expected \`trace\` to be true, false or { limit, details }, got ${quoted(trace)}`,
    );
  }
  const limit = trace === true ? 100_000 : (trace.limit ?? 100_000);
  if (Number.isInteger(limit) && limit >= 2) return limit;
  throw new TypeError(
    `Expected \`limit\` of \`trace\` to be an integer from 2 up, got ${quoted(limit)}`,
  );
}

function hasTraceDetails(trace: SystemOptions["trace"]): boolean {
  if (typeof trace !== "object") return false;
  const { details = false } = trace;
  if (typeof details === "boolean") return details;
  throw new TypeError(
    `Expected \`details\` of \`trace\` to be true or false, got ${quoted(details)}`,
  );
}

function printError(sentence: string): void {
  const { console } = globalThis as unknown as { console: { error(text: string): void } };
  console.error(sentence);
}
