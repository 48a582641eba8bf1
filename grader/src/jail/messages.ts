import type { Evaluation, Reply } from "@headgate/check/beside";

/** What the grader asks of a jail: one JSON line each. `id` comes back with the reply. */
export type Order =
  | { readonly id: number; readonly op: "load"; readonly code: string }
  | { readonly id: number; readonly op: "evaluate"; readonly evaluation: Evaluation };

/**
 * What a jail says, on a pipe of its own. It is written by a process in which a submission runs, so all of it is data
 * under test, and nothing in it can say that a check passed.
 */
export type Line =
  | { readonly id: 0; readonly ready: true }
  | { readonly id: number; readonly reply: Reply | { readonly outcome: "loaded" } };

/** Bytes of one line from a jail; a longer one ends it. */
export const lineLimit = 8_388_608;
