/**
 * Stages whose work runs in worker threads of Node. Needs the package `piscina`; not for browsers.
 *
 * @module headgate/workers
 */
export { workerChildren, type WorkerChildrenOptions } from "./worker-children.ts";
export { WorkerError, type WorkerErrorCode } from "./worker-error.ts";
export type {
  EventOf,
  ModuleLocation,
  ResultOf,
  WorkerFunction,
  ThreadOptions,
} from "./worker-options.ts";
export type { ThreadPool } from "./thread-pool.ts";
export { type ResourceLimits, workerPool, type WorkerPoolOptions } from "./worker-pool.ts";
export { workerStage, type WorkerStageOptions } from "./worker-stage.ts";
