import type { Evaluation, Reply } from "@headgate/check/beside";

/** What the grader asks of a jail: one JSON line each. `id` comes back with the reply. */
export type Order =
  | { readonly id: number; readonly op: "load"; readonly code: string; readonly seed: number }
  | { readonly id: number; readonly op: "evaluate"; readonly evaluation: Evaluation }
  /** Between two answers: ends what the one before left behind. */
  | { readonly id: number; readonly op: "rest" };

/** What comes of an order. */
export type JailReply =
  | Reply
  | { readonly outcome: "loaded" }
  /** How much memory is taken, in the heap and in buffers beside it. */
  | { readonly outcome: "rested"; readonly usedMb: number };

/**
 * What a jail says, on a pipe of its own. It is written by a process in which a submission runs, so all of it is data
 * under test, and nothing in it can say that a check passed.
 */
export type Line =
  | { readonly id: 0; readonly ready: true }
  | { readonly id: number; readonly reply: JailReply };

/** Bytes of one line from a jail; a longer one ends it. */
export const lineLimit = 8_388_608;
