import { quoted } from "../errors.ts";
import type { Trace, TraceEntry } from "../trace.ts";
import type { StageFacts, SubscriptionFacts } from "./facts.ts";
import type { Judge, Place } from "./law.ts";
import { allLaws } from "./laws.ts";
import { Ledger } from "./ledger.ts";

/** A law that a run has broken. */
export interface Violation extends Place {
  /** The law's name. */
  readonly law: string;
  /** What happened, in one sentence. */
  readonly what: string;
  /** The place in `entries` where it showed. */
  readonly index: number;
  /** It showed before that entry, while nothing was under way. */
  readonly isAtRest?: true;
}

/** What a trace does not say. All of it may be left out; then less is judged. */
export interface CheckOptions {
  /** By the names of stages. */
  readonly stages?: Readonly<Record<string, StageFacts>>;
  /** By the numbers of subscriptions. */
  readonly subscriptions?: Readonly<Record<number, SubscriptionFacts>>;
  /**
   * The places in the trace where nothing was under way: `system.trace.entries.length` behind
   * `await system.idle()`. What waits there has to have a reason.
   */
  readonly restsAt?: readonly number[];
  /** What tells an event from others, where a hash puts another in its place. Default: the event. */
  readonly identify?: (event: unknown) => unknown;
}

/**
 * Checks a trace against the laws of the protocol: nobody is delivered more than was asked, nothing is
 * lost, duplicated or overtaken, buffers keep their bounds, subscriptions end once, and a system at
 * rest holds no demand and events that could meet. Pure. A trace recorded with `details` shows the
 * most; a stage's facts let what only it knows be judged too.
 *
 * @returns what was broken, in the order of the trace; nothing: the run kept the laws.
 * @throws {RangeError} if the trace has lost its beginning to its bound.
 * @example
 * const system = new System({ clock: "virtual", trace: { details: true } });
 * const feed = system.start(fromIterable([1, 2, 3]), { name: "feed" });
 * system.start(consumer(() => ({ handleEvents: () => {} })), { subscribeTo: [{ to: feed }] });
 * await system.idle();
 * const restsAt = [system.trace.entries.length];
 * const broken = checkTrace(system.trace, { restsAt, stages: { feed: { dispatcher: "demand" } } });
 * console.assert(broken.length === 0);
 */
export function checkTrace(trace: Trace, options: CheckOptions = {}): Violation[] {
  const { entries, truncated } = trace;
  if (truncated > 0) {
    throw new RangeError(
      `Expected the whole trace, but its first ${quoted(truncated)} entries have fallen out: give the system a larger \`limit\`, trace: { limit: … }`,
    );
  }
  const { stages = {}, subscriptions = {}, restsAt = [], identify = (event) => event } = options;
  const ledger = new Ledger(hasDetails(entries), stages, subscriptions, identify);
  const violations: Violation[] = [];
  let index = 0;
  let isAtRest = false;
  const judges = allLaws.map(({ name, begin }): Judge =>
    begin(ledger, (place, what) => {
      violations.push({ law: name, ...place, what, index, ...(isAtRest && { isAtRest }) });
    }),
  );
  const rests = new Set(restsAt);
  for (; index <= entries.length; index++) {
    isAtRest = rests.has(index);
    if (isAtRest) {
      ledger.rest();
      for (const judge of judges) judge.rest?.();
      isAtRest = false;
    }
    const entry = entries[index];
    if (entry === undefined) break;
    ledger.read(entry);
    for (const judge of judges) judge.entry?.(entry);
  }
  return violations;
}

function hasDetails(entries: readonly TraceEntry[]): boolean {
  return entries.some(({ type }) => type === "emit" || type === "accept" || type === "release");
}
