/** The shape of a vector file, as conformance/README.md describes it. */

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

export interface Step {
  readonly op: string;
  readonly [key: string]: Json;
}

/** `{ ok: value }`, or `{ error: kind }`. */
export interface Result {
  readonly ok?: Json;
  readonly error?: string;
}

export interface Final {
  readonly alive: boolean;
  readonly reason?: string;
  readonly buffered?: number;
  readonly live?: readonly number[];
  readonly children?: Readonly<Record<string, number>>;
}

/** What a system of stages did, in the words of `expect`. */
export interface StageOutcome {
  readonly results: readonly Result[];
  readonly logs?: Readonly<Record<string, readonly Json[]>>;
  readonly after?: readonly Readonly<Record<string, number>>[];
  readonly events?: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly final: Readonly<Record<string, Final>>;
}

/** What one dispatcher did. */
export interface DispatcherOutcome {
  readonly init: Result;
  readonly steps: readonly Json[];
}

export interface Vector {
  readonly name: string;
  readonly what: string;
  readonly compare: "exact" | "flat";
  readonly quirk?: string;
  readonly dispatcher?: { readonly type: string; readonly [key: string]: Json };
  readonly steps: readonly Step[];
  readonly expect: StageOutcome | DispatcherOutcome;
}
