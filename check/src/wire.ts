/**
 * A value as it travels between the answer and its checks: a flat table, so that cycles and depth cost nothing.
 * Everything in it is JSON. Objects are rows; a row names other rows by `["ref", index]`.
 */
export interface Wire {
  readonly root: WireAtom;
  readonly rows: readonly WireRow[];
}

/** A value that needs no row. Numbers JSON cannot say, and what has no copy, are tagged. */
export type WireAtom =
  | string
  | number
  | boolean
  | null
  | readonly ["undefined"]
  | readonly ["hole"]
  | readonly ["number", "-0" | "NaN" | "Infinity" | "-Infinity"]
  | readonly ["bigint", string]
  | readonly ["mark", string]
  | readonly ["ref", number];

/** An object of the answer. `class` is the name of its class, or "" for a plain object. */
export type WireRow =
  | { readonly is: "array"; readonly items: readonly WireAtom[] }
  | {
      readonly is: "object";
      readonly class: string;
      readonly entries: readonly (readonly [string, WireAtom])[];
    }
  | { readonly is: "map"; readonly entries: readonly (readonly [WireAtom, WireAtom])[] }
  | { readonly is: "set"; readonly items: readonly WireAtom[] }
  | { readonly is: "error"; readonly name: string; readonly message: string }
  | { readonly is: "date"; readonly time: WireAtom };

/** How much may travel in one value. Beyond it the check ends with the verdict "output". */
export const wireLimits = {
  /** Values and objects together. */
  nodes: 20_000,
  /** Values when everything shared is counted as often as it is reached: what a comparison may have to walk. */
  unfolded: 500_000,
  /** Levels of nesting. */
  depth: 100,
  /** Characters of one string. */
  string: 262_144,
  /** Characters of all strings together. */
  text: 1_048_576,
  /** Characters of the description of something that has no copy. */
  mark: 120,
} as const;
