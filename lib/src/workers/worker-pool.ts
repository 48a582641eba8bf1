import { quoted } from "../errors.ts";
import { parallelism } from "./node-host.ts";
import { ThreadPool } from "./thread-pool.ts";

/** How much memory a thread may have, in MB, as Node's `Worker` takes it. */
export interface ResourceLimits {
  /** For what lives long: the bound that matters. */
  readonly maxOldGenerationSizeMb?: number;
  /** For what was just made. */
  readonly maxYoungGenerationSizeMb?: number;
  /** For compiled code. */
  readonly codeRangeSizeMb?: number;
  /** For the stack. Node's default: 4. */
  readonly stackSizeMb?: number;
}

/** What a pool is made with. */
export interface WorkerPoolOptions {
  /** How many threads work at once: an integer from 1 up. Default: as many as the machine runs at once. */
  readonly threads?: number;
  /** The bounds of each thread; one that needs more ends, and its stage with it. Default: Node's. */
  readonly resourceLimits?: ResourceLimits;
}

export const poolKeys: readonly string[] = ["threads", "resourceLimits"];

/**
 * Makes threads to be shared by several worker stages, which take turns. Nothing is to be closed: the
 * threads start with the first work, and end with the last stage that uses them.
 *
 * @throws {TypeError | RangeError} for a wrong option.
 * @example
 * const pool = workerPool({ threads: 2 });
 * const module = "data:text/javascript,export const half = (n) => n / 2;";
 * const half = workerStage(module, { export: "half", pool });
 * const quarter = workerStage(module, { export: "half", pool });
 * console.assert(pool.threads === 2 && half.kind === quarter.kind);
 */
export function workerPool(options: WorkerPoolOptions = {}): ThreadPool {
  checkKeys("workerPool", options, poolKeys);
  const { threads = parallelism(), resourceLimits = {} } = options;
  checkCount("threads", threads);
  if (typeof resourceLimits !== "object" || resourceLimits === null) {
    throw new TypeError(
      `Expected \`resourceLimits\` to be an object such as { maxOldGenerationSizeMb: 256 }, got ${quoted(resourceLimits)}`,
    );
  }
  return new ThreadPool(threads, resourceLimits);
}

/** Checks the options of a definition; answers what gives each of its stages its pool. */
export function poolMaker(
  options: WorkerPoolOptions & { readonly pool?: ThreadPool },
): () => ThreadPool {
  const { pool } = options;
  const given = poolKeys.filter((key) => key in options);
  if (pool === undefined) {
    const own = Object.fromEntries(Object.entries(options).filter(([key]) => given.includes(key)));
    workerPool(own);
    return () => workerPool(own);
  }
  if (!(pool instanceof ThreadPool)) {
    throw new TypeError(`Expected \`pool\` to be made by workerPool(), got ${quoted(pool)}`);
  }
  const [misplaced] = given;
  if (misplaced === undefined) return () => pool;
  throw new TypeError(
    `Option \`${misplaced}\` belongs to the pool that is shared: write workerPool({ ${misplaced}: … })`,
  );
}

/** Refuses what is no object, or has other keys. */
export function checkKeys(owner: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `Expected the options of ${owner}() to be an object, got ${quoted(options)}`,
    );
  }
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const list = known.map((key) => `\`${key}\``).join(", ");
  throw new TypeError(`Unknown option \`${unknown}\`: ${owner}() takes ${list}`);
}

export function checkCount(name: string, count: unknown): void {
  const message = `Expected \`${name}\` to be an integer from 1 up, got ${quoted(count)}`;
  if (typeof count !== "number" || !Number.isInteger(count)) throw new TypeError(message);
  if (count < 1) throw new RangeError(message);
}
