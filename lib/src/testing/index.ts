/**
 * Checks of a run by its trace: what the protocol promises, asserted over what happened.
 *
 * @module headgate/testing
 */
export { type CheckOptions, checkTrace, type Violation } from "./check-trace.ts";
export type { StageFacts, SubscriptionFacts } from "./facts.ts";
export type { LawSummary, Place } from "./law.ts";
export { laws } from "./laws.ts";
