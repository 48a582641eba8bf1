import type { TraceEntry } from "../trace.ts";
import type { Ledger } from "./ledger.ts";

/** Where a law was broken. */
export interface Place {
  /** The name of the stage, where it is about one. */
  readonly stage?: string;
  /** The number of the subscription, where it is about one. */
  readonly subscription?: number;
}

/** Says that the law is broken here, and how, in one sentence. */
export type Tell = (place: Place, what: string) => void;

/** Looks at a run entry by entry, and tells what breaks its law. */
export interface Judge {
  /** The ledger has read this entry already. */
  entry?(entry: TraceEntry): void;
  /** Nothing is under way: every mailbox is empty, no callback runs. */
  rest?(): void;
}

/** One promise of the protocol, in words. */
export interface LawSummary {
  /** As `Violation.law` has it. */
  readonly name: string;
  /** The promise in one sentence, with its clause or rule. */
  readonly says: string;
}

/** One promise of the protocol, as far as a trace can show it. */
export interface Law extends LawSummary {
  readonly begin: (ledger: Ledger, tell: Tell) => Judge;
}
