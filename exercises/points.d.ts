export type { TaskMeta } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** What a check is worth. Default: 1. */
    points?: number;
  }
}
