import type { ExitReason } from "./exit-reason.ts";
import { isCleanReason } from "./exit-reason.ts";
import type { DemandMode } from "./options.ts";
import * as report from "./report.ts";
import type { Stage } from "./stage.ts";
import type { Subscription } from "./subscription.ts";
import type { Observed } from "./trace.ts";

/** A subscription as the trace names it. */
export function edge(subscription: Subscription): {
  producer: string;
  consumer: string;
  subscription: number;
} {
  return {
    producer: subscription.producer.name,
    consumer: subscription.consumer.name,
    subscription: subscription.id,
  };
}

/**
 * What one stage writes into the trace, and what it tells the log that no callback hears of. Lists are
 * copied, because they belong to the next stage or to a handler from then on.
 */
export class Notices {
  readonly #stage: Stage;
  readonly observed: Observed;
  // A subscription that `handleSubscribe` is told of just now, and what it has asked for there.
  #subscribing: Subscription | undefined;
  #askedMeanwhile: number[] = [];
  /** Events that were discarded so far. */
  discardedCount = 0;

  constructor(stage: Stage, observed: Observed) {
    this.#stage = stage;
    this.observed = observed;
  }

  /** `bufferSize`: of a stage that has consumers. */
  started(bufferSize: number | undefined): void {
    const { name: stage, kind } = this.#stage;
    const room = bufferSize === undefined ? {} : { bufferSize };
    this.observed.tracer?.add({ type: "start", stage, kind, ...room });
  }

  // --- Subscriptions ------------------------------------------------------------------------

  /** Whatever is asked from here on comes behind `subscribed` in the trace, whose mode is not known yet. */
  subscribing(subscription: Subscription): void {
    this.#subscribing = subscription;
  }

  subscribed(subscription: Subscription, mode: "automatic" | "manual"): void {
    const { maxDemand, minDemand } = subscription;
    const entry = { type: "subscribe", maxDemand, minDemand, mode } as const;
    this.observed.tracer?.add({ ...edge(subscription), ...entry });
    this.#subscribing = undefined;
    for (const demand of this.#askedMeanwhile.splice(0)) this.asked(subscription, demand);
  }

  accepted(subscription: Subscription): void {
    this.observed.tracer?.detail({ type: "accept", ...edge(subscription) });
  }

  released(subscription: Subscription, reason: ExitReason): void {
    this.observed.tracer?.detail({ type: "release", ...edge(subscription), reason });
  }

  cancelled(subscription: Subscription, reason: ExitReason): void {
    this.observed.tracer?.add({ type: "cancel", ...edge(subscription), reason });
  }

  // --- Demand and events --------------------------------------------------------------------

  asked(subscription: Subscription, demand: number): void {
    if (subscription === this.#subscribing) this.#askedMeanwhile.push(demand);
    else this.observed.tracer?.add({ type: "ask", ...edge(subscription), demand });
  }

  demanded(demand: number): void {
    const { tracer } = this.observed;
    const name = this.#stage.name;
    tracer?.add({ type: "demand", stage: name, demand });
  }

  mode(mode: DemandMode): void {
    const { tracer } = this.observed;
    const name = this.#stage.name;
    tracer?.detail({ type: "mode", stage: name, mode });
  }

  emitted(type: "emit" | "replay", events: readonly unknown[]): void {
    const { tracer } = this.observed;
    const name = this.#stage.name;
    if (tracer?.hasDetails) tracer.detail({ type, stage: name, events: events.slice() });
  }

  sent(subscription: Subscription, events: readonly unknown[]): void {
    this.observed.tracer?.add({ type: "events", ...edge(subscription), events: events.slice() });
    if (subscription.consumer.isAlive) return;
    this.discarded(events.slice(), report.lostOnTheWay.consumerEnded, false, subscription.id);
  }

  buffered(count: number, total: number): void {
    const { tracer } = this.observed;
    const name = this.#stage.name;
    if (count > 0) tracer?.add({ type: "buffered", stage: name, count, total });
  }

  unbuffered(count: number, total: number): void {
    const { tracer } = this.observed;
    const name = this.#stage.name;
    if (count > 0) tracer?.add({ type: "unbuffered", stage: name, count, total });
  }

  handling(phase: "begin" | "end", subscription: Subscription, events: readonly unknown[]): void {
    const { tracer } = this.observed;
    const stage = this.#stage.name;
    const { id, producer } = subscription;
    const detail = tracer?.hasDetails ? { subscription: id } : {};
    tracer?.add({ type: "handle", phase, stage, from: producer.name, events, ...detail });
  }

  info(phase: "queued" | "handled", message: unknown): void {
    const { tracer } = this.observed;
    const name = this.#stage.name;
    tracer?.detail({ type: "info", phase, stage: name, message });
  }

  ended(reason: ExitReason): void {
    const { tracer } = this.observed;
    const name = this.#stage.name;
    tracer?.add({ type: "exit", stage: name, reason });
  }

  // --- What nobody hears of -----------------------------------------------------------------

  discarded(events: readonly unknown[], why: string, isTold = true, subscription?: number): void {
    const { tracer } = this.observed;
    const { name, system } = this.#stage;
    if (events.length === 0) return;
    this.discardedCount += events.length;
    tracer?.discarded(name, events, why, subscription);
    if (isTold) system.report(report.discardReport(name, events.length, why));
  }

  /** Events that a stage held when it ended: the exit tells the log enough. */
  lost(count: number, why: string): void {
    const { tracer } = this.observed;
    const name = this.#stage.name;
    if (count > 0) tracer?.add({ type: "discarded", stage: name, count, why });
  }

  inExcess(subscription: Subscription, count: number): void {
    const { name, system } = this.#stage;
    system.report(report.excessReport(name, subscription.producer.name, count));
  }

  /** What a consumer returned is nobody's. */
  returned(result: unknown): void {
    const { name, callback, system } = this.#stage;
    if (!Array.isArray(result) || result.length === 0) return;
    system.report(report.returnedReport(name, callback, result.length));
  }

  /** This stage ends because a producer of it did. */
  follows(subscription: Subscription, reason: ExitReason): void {
    const { producer, cancel } = subscription;
    const { name, system, producing, childCount } = this.#stage;
    if (!isCleanReason(reason)) {
      system.report(report.followReport(name, producer.name, cancel, reason));
      return;
    }
    // In order, and yet with a loss: GenStage's permanent subscriptions do that, and few expect it.
    const buffered = producing?.bufferedCount ?? 0;
    if (buffered > 0) system.report(report.cutOffReport(name, producer.name, buffered));
    if (childCount > 0) system.report(report.cutShortReport(name, producer.name, childCount));
  }
}
