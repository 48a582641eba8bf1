import { quoted } from "../errors.ts";
import { loadPiscina, urlOfPath } from "./node-host.ts";
import type { ThreadPool } from "./thread-pool.ts";
import { poolKeys, type WorkerPoolOptions } from "./worker-pool.ts";

/** A function that can run in a thread: one event in, one result or a promise of it out. */
// oxlint-disable-next-line typescript/no-explicit-any
export type WorkerFunction = (event: any) => any;

/** The events that a function takes. */
export type EventOf<Work extends WorkerFunction> = Work extends (event: infer In) => unknown
  ? In
  : never;

/** The results that a function gives. */
export type ResultOf<Work extends WorkerFunction> = Awaited<ReturnType<Work>>;

/** Where a module is: a URL, `new URL("./work.js", import.meta.url)`, or its text, or an absolute path. */
export type ModuleLocation = string | { readonly href: string };

/** Which function runs, and where. */
export interface ThreadOptions extends WorkerPoolOptions {
  /** The name of the module's export that is the function. Default: "default". */
  readonly export?: string;
  /** Threads shared with others, from `workerPool()`. Default: threads of its own. */
  readonly pool?: ThreadPool;
  /**
   * How long a thread may take for one event, in the host's milliseconds; then it is stopped. Loading
   * the module counts for the first. Default: Infinity.
   */
  readonly timeoutMs?: number;
}

/** What the threads are to do, after the check. */
export interface Work {
  readonly module: string;
  readonly name: string;
  readonly timeoutMs: number;
  readonly hasResults: boolean;
  readonly transfer: boolean;
  /** The function, for people: "`square` of file:///…". */
  readonly what: string;
}

/** The options that every definition takes. */
export const workerKeys: readonly string[] = ["export", "pool", "timeoutMs", ...poolKeys];

/** Checks what says which function runs, and how long it may take. */
export function workOf(
  owner: string,
  module: ModuleLocation,
  options: ThreadOptions,
  more: { readonly hasResults: boolean; readonly transfer: boolean },
): Work {
  loadPiscina();
  const { export: name = "default", timeoutMs = Infinity } = options;
  if (typeof name !== "string" || name === "") {
    throw new TypeError(`Expected \`export\` to be the name of an export, got ${quoted(name)}`);
  }
  if (typeof timeoutMs !== "number" || !(timeoutMs > 0)) {
    throw new TypeError(
      `Expected \`timeoutMs\` to be a number of milliseconds above 0, got ${quoted(timeoutMs)}`,
    );
  }
  const url = moduleUrl(owner, module);
  const shown = url.length > 80 ? `${url.slice(0, 60)}…` : url;
  return { module: url, name, timeoutMs, ...more, what: `\`${name}\` of ${shown}` };
}

/** The module's address as the threads import it. */
function moduleUrl(owner: string, module: unknown): string {
  if (typeof module === "function") {
    throw new TypeError(
      `Expected ${owner}() to be given the URL of a module, got ${quoted(module)}: a function cannot be sent to a thread, for what it closes over would stay behind. Export it from a module of its own, and write ${owner}(new URL("./work.js", import.meta.url), { export: "${module.name || "work"}" })`,
    );
  }
  const text = typeof module === "string" ? module : (module as { href?: unknown } | null)?.href;
  if (typeof text === "string") {
    const path = urlOfPath(text);
    if (path !== undefined) return path;
    if (/^(file|data|node):/.test(text)) return text;
  }
  throw new TypeError(
    `Expected ${owner}() to be given the URL of a module or its absolute path, got ${quoted(module)}: a path alone does not say relative to what; write new URL("./work.js", import.meta.url)`,
  );
}
