import type { DispatcherOutput, Subscriber } from "./dispatchers/dispatcher.ts";
import type { Notices } from "./notices.ts";
import { tagAsk, tagDemand, tagInfo } from "./protocol.ts";
import type { Stage } from "./stage.ts";
import type { Subscription } from "./subscription.ts";
import type { Observed } from "./trace.ts";

/** What a stage lets its dispatcher do. */
export class StageOutput implements DispatcherOutput {
  readonly #stage: Stage;
  readonly #notices: Notices;
  // Beside it, for it is asked with each batch.
  readonly #observed: Observed;
  /** Events that the dispatcher has discarded since this was set to 0: they met no demand (PT-10). */
  refused = 0;

  constructor(stage: Stage, notices: Notices) {
    this.#stage = stage;
    this.#notices = notices;
    this.#observed = notices.observed;
  }

  send(to: Subscriber, events: unknown[]): void {
    const { consumer } = to as Subscription;
    (to as Subscription).delivered += events.length;
    if (this.#observed.tracer !== undefined) this.#notices.sent(to as Subscription, events);
    consumer.deliver(to, events);
  }

  info(message: unknown): void {
    this.#stage.post(tagInfo, message, undefined);
  }

  ask(from: Subscriber, demand: number): void {
    this.#stage.post(tagAsk, from, demand);
  }

  demand(demand: number): void {
    // What was discarded has taken nothing off the `pending` of a producer-consumer.
    if (this.#stage.kind !== "producer-consumer") this.#stage.post(tagDemand, demand, undefined);
  }

  discard(events: readonly unknown[], why: string): void {
    this.refused += events.length;
    this.#notices.discarded(events, why);
  }

  random(): number {
    return this.#stage.loop.scheduler.random();
  }
}
