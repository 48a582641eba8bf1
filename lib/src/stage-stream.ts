import type { AbortSignalLike } from "./abort.ts";
import {
  type ConsumerCallbacks,
  consumer,
  type ProducerRef,
  type StageRef,
  type SubscriptionRef,
} from "./definitions.ts";
import { askAfter } from "./demand.ts";
import { exitError } from "./errors.ts";
import { type ExitReason, isCleanReason } from "./exit-reason.ts";
import { Fifo } from "./fifo.ts";
import { type CancelMode, type DemandMode, demandMode, subscriptionSettings } from "./options.ts";
import type { CancelReason } from "./protocol.ts";
import type { Subscription } from "./subscription.ts";
import type { System } from "./system.ts";

/** How a stream asks its producers. */
export interface StreamOptions {
  /** As for a subscription. Default: 1000. */
  readonly maxDemand?: number;
  /** As for a subscription. Default: half of `maxDemand`. */
  readonly minDemand?: number;
  /** "temporary": a producer that fails ends the loop without an error. Default: "transient". */
  readonly cancel?: CancelMode;
  /** The demand mode that the producers are set to once all are subscribed (E-4). Default: "forward". */
  readonly demand?: DemandMode;
  /** Ends the loop with the signal's reason. */
  readonly signal?: AbortSignalLike;
}

interface Delivery {
  readonly subscription: Subscription;
  readonly events: unknown[];
}

interface Waiter {
  readonly resolve: (result: IteratorResult<unknown>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The end of a pipeline inside a `for await` loop: a consumer with manual subscriptions that asks, by
 * the arithmetic of 2.3, once the loop is through with a batch.
 */
export class StageStream implements AsyncIterableIterator<unknown> {
  readonly #system: System;
  readonly #deliveries = new Fifo<Delivery>();
  readonly #options: StreamOptions;
  #stage: StageRef | undefined;
  readonly #from: readonly (ProducerRef<unknown> | string)[];
  #batch: unknown[] = [];
  #index = 0;
  #ask: (() => void) | undefined;
  // Calls of next() that wait for their answer.
  readonly #waiters = new Fifo<Waiter>();
  #openCount = 0;
  #failure: { readonly error: unknown } | undefined;
  #isDone = false;
  #abort: (() => void) | undefined;

  constructor(
    system: System,
    from: ProducerRef<unknown> | string | readonly (ProducerRef<unknown> | string)[],
    options: StreamOptions,
  ) {
    this.#system = system;
    this.#from = Array.isArray(from) ? from : [from as ProducerRef<unknown> | string];
    this.#options = options;
    this.#start();
  }

  #start(): void {
    const {
      maxDemand,
      minDemand,
      cancel = "transient",
      demand = "forward",
      signal,
    } = this.#options;
    const given = {
      ...(maxDemand === undefined ? {} : { maxDemand }),
      ...(minDemand === undefined ? {} : { minDemand }),
    };
    subscriptionSettings({ ...given, cancel });
    demandMode(demand);
    this.#openCount = this.#from.length;
    const definition = consumer<unknown>((stage) => this.#callbacks(stage, cancel));
    this.#stage = this.#system.start(definition, {
      name: `stream-${this.#system.nextNumber("stream")}`,
      subscribeTo: this.#from.map((to) => ({ to, ...given, cancel: "temporary" as const })),
    });
    for (const to of this.#from) {
      const known = this.#system.resolve(to);
      if (known === undefined) this.#closed("noproc", cancel, String(to));
      else if (known.consuming === undefined && known.producing?.mode !== demand) {
        this.#system.demand(to, demand);
      }
    }
    if (signal === undefined) return;
    this.#abort = () => this.#fail(signal.reason);
    if (signal.aborted) this.#abort();
    else signal.addEventListener("abort", this.#abort, { once: true });
  }

  #callbacks(
    stage: { ask(from: SubscriptionRef, demand: number): void },
    cancel: CancelMode,
  ): ConsumerCallbacks<unknown> {
    return {
      handleSubscribe: (_role, _options, from) => {
        const subscription = from as Subscription;
        subscription.demand = subscription.maxDemand;
        stage.ask(from, subscription.maxDemand);
        return "manual";
      },
      handleEvents: (events, from) => {
        if (this.#isDone) return;
        this.#deliveries.push({ subscription: from as Subscription, events });
        this.#next();
      },
      handleCancel: ({ reason }: CancelReason, from) => {
        this.#closed(reason, cancel, from.producer.name);
      },
    };
  }

  /** A producer has left: in order, or the loop fails (E-5). */
  #closed(reason: ExitReason, cancel: CancelMode, name: string): void {
    if (this.#isDone) return;
    this.#openCount--;
    if (cancel !== "temporary" && !isCleanReason(reason)) {
      this.#failure ??= { error: exitError(name, reason) };
    }
    this.#next();
  }

  /** Answers who waits, as far as there are answers. */
  #next(): void {
    for (let waiter = this.#waiters.peek(); waiter !== undefined; waiter = this.#waiters.peek()) {
      const result = this.#take();
      const isAtEnd = this.#failure !== undefined || this.#openCount === 0 || this.#isDone;
      if (result === undefined && !isAtEnd) return;
      this.#waiters.shift();
      if (result !== undefined) waiter.resolve(result);
      else this.#finish(waiter);
    }
  }

  #take(): IteratorResult<unknown> | undefined {
    if (this.#index === this.#batch.length && !this.#nextBatch()) return undefined;
    return { done: false, value: this.#batch[this.#index++] };
  }

  /** Asks for what the last batch has freed, and cuts the next. */
  #nextBatch(): boolean {
    this.#ask?.();
    this.#ask = undefined;
    this.#batch = [];
    this.#index = 0;
    const delivery = this.#deliveries.shift();
    if (delivery === undefined) return false;
    const { subscription, events } = delivery;
    const size = subscription.maxDemand - subscription.minDemand;
    this.#batch = events.length > size ? events.slice(0, size) : events;
    if (events.length > size) {
      this.#deliveries.unshift({ subscription, events: events.slice(size) });
    }
    const demand = askAfter(subscription, Math.min(this.#batch.length, subscription.demand));
    if (demand > 0) this.#ask = () => this.#system.ask(subscription, demand);
    return this.#batch.length > 0 || this.#nextBatch();
  }

  #finish(waiter: Waiter): void {
    const failure = this.#failure;
    this.#failure = undefined;
    this.#close();
    if (failure === undefined) waiter.resolve({ done: true, value: undefined });
    else waiter.reject(failure.error);
  }

  #fail(error: unknown): void {
    this.#failure = { error };
    this.#close();
  }

  #close(): void {
    if (this.#isDone) return;
    this.#isDone = true;
    this.#deliveries.clear();
    this.#batch = [];
    this.#index = 0;
    this.#ask = undefined;
    if (this.#abort !== undefined) {
      this.#options.signal?.removeEventListener("abort", this.#abort);
    }
    const stage = this.#stage;
    if (stage !== undefined) {
      for (const subscription of this.#system.resolve(stage)?.consuming?.producers ?? []) {
        this.#system.cancel(subscription, "normal");
      }
      void this.#system.stop(stage);
    }
    this.#next();
  }

  next(): Promise<IteratorResult<unknown>> {
    const ready = this.#waiters.size > 0 ? undefined : this.#take();
    if (ready !== undefined) return Promise.resolve(ready);
    const answer = this.#system.loop.waitOutside(
      new Promise<IteratorResult<unknown>>((resolve, reject) => {
        this.#waiters.push({ resolve, reject });
        this.#next();
      }),
    );
    answer.catch(() => this.#close());
    return answer;
  }

  /** The loop is left early: the subscriptions are cancelled, what was fetched is lost (E-6). */
  return(value?: unknown): Promise<IteratorResult<unknown>> {
    this.#close();
    return Promise.resolve({ done: true, value });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
