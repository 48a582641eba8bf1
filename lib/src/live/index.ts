/**
 * A running system, watched while it runs: what its stages are, again and again, and how fast events pass.
 *
 * @module headgate/live
 */
export type { Rates, StageRates, SubscriptionRates } from "./rates.ts";
export { type Sample, Sampler, type SamplerOptions } from "./sampler.ts";
export { watch, type Watching, type WatchOptions } from "./watch.ts";
