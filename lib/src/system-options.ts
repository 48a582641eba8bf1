import { quoted } from "./errors.ts";
import type { ExitReason } from "./exit-reason.ts";
import { RealScheduler, type Scheduler, VirtualScheduler } from "./scheduler.ts";
import type { SubscriptionRef } from "./definitions.ts";
import type { StageKind } from "./trace.ts";

/** A stage at one moment. */
export interface StageInspection {
  readonly name: string;
  readonly kind: StageKind;
  readonly isAlive: boolean;
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
  /** Whether the run is recorded, in `system.trace`; `limit` bounds it. Default: false; 100 000 entries. */
  readonly trace?: boolean | { readonly limit: number };
  /** Is told, in one sentence, what no callback hears of: a crash, dropped events. Default: `console.error`. */
  readonly log?: ((sentence: string) => void) | false;
}

/** How a system is set up, after the check. */
export interface SystemSettings {
  readonly scheduler: Scheduler;
  readonly isShuffled: boolean;
  /** Undefined: the run is not recorded. */
  readonly traceLimit: number | undefined;
  readonly log: (sentence: string) => void;
}

const keys = ["clock", "seed", "trace", "log"];

/** Checks the options of a system and fills in the defaults. */
export function systemSettings(options: SystemOptions): SystemSettings {
  for (const key of Object.keys(options)) {
    if (keys.includes(key)) continue;
    const known = keys.map((one) => `\`${one}\``).join(", ");
    throw new TypeError(`Unknown option \`${key}\`: a system takes ${known}`);
  }
  const { clock = "real", seed, trace = false, log } = options;
  if (clock !== "real" && clock !== "virtual") {
    throw new TypeError(`Expected \`clock\` to be "real" or "virtual", got ${quoted(clock)}`);
  }
  if (seed !== undefined && !Number.isInteger(seed)) {
    throw new TypeError(`Expected \`seed\` to be an integer, got ${quoted(seed)}`);
  }
  if (log !== undefined && log !== false && typeof log !== "function") {
    throw new TypeError(`Expected \`log\` to be a function or false, got ${quoted(log)}`);
  }
  return {
    scheduler: clock === "virtual" ? new VirtualScheduler(seed) : new RealScheduler(seed),
    isShuffled: seed !== undefined,
    traceLimit: traceLimit(trace),
    log: log === false ? () => {} : (log ?? printError),
  };
}

function traceLimit(trace: SystemOptions["trace"]): number | undefined {
  if (trace === undefined || trace === false) return undefined;
  if (trace !== true && (typeof trace !== "object" || trace === null)) {
    throw new TypeError(`Expected \`trace\` to be true, false or { limit }, got ${quoted(trace)}`);
  }
  const limit = trace === true ? 100_000 : trace.limit;
  if (Number.isInteger(limit) && limit >= 2) return limit;
  throw new TypeError(
    `Expected \`limit\` of \`trace\` to be an integer from 2 up, got ${quoted(limit)}`,
  );
}

function printError(sentence: string): void {
  const { console } = globalThis as unknown as { console: { error(text: string): void } };
  console.error(sentence);
}
