import { type AbortSignalLike, checkSignal, onAbort } from "./abort.ts";
import {
  type ConsumerCallbacks,
  consumer,
  type ProducerRef,
  type SubscribeOptions,
} from "./definitions.ts";
import { askAfter } from "./demand.ts";
import { whenEnded } from "./end-process.ts";
import { exitError, type StageError } from "./errors.ts";
import { type ExitReason, isCleanReason } from "./exit-reason.ts";
import { Fifo } from "./fifo.ts";
import {
  type CancelMode,
  checkOptions,
  type DemandMode,
  demandMode,
  subscriptionSettings,
} from "./options.ts";
import type { CancelReason } from "./protocol.ts";
import { Stage } from "./stage.ts";
import { checkSubscribeTo } from "./start-stage.ts";
import type { Subscription } from "./subscription.ts";
import type { System } from "./system.ts";

declare global {
  // As Node's types and TypeScript's lib "esnext.disposable" have it: declared thrice it is still one.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** What a stream takes events from: a stage, the name of one, or a subscription as in `subscribeTo`. */
export type StreamSource<Out> = ProducerRef<Out> | string | SubscribeOptions<Out>;

/** How a stream asks its producers. What a subscription says itself comes first. */
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
  readonly signal?: AbortSignalLike | undefined;
}

interface Delivery {
  readonly subscription: Subscription;
  readonly events: unknown[];
}

interface Waiter<Out> {
  readonly resolve: (result: IteratorResult<Out>) => void;
  readonly reject: (error: unknown) => void;
}

function checkEmits(to: unknown): void {
  if (!(to instanceof Stage) || to.kind.startsWith("producer")) return;
  throw new TypeError(
    `Expected to stream from a stage that emits, got stage "${to.name}", a ${to.kind}`,
  );
}

/**
 * The end of a pipeline inside a `for await` loop: a consumer with manual subscriptions that asks, by
 * the arithmetic of 2.3, once the loop is through with a batch.
 */
export class StageStream<Out> implements AsyncIterableIterator<Out> {
  readonly #system: System;
  readonly #options: StreamOptions;
  readonly #sources: readonly SubscribeOptions<Out>[];
  readonly #deliveries = new Fifo<Delivery>();
  // Undefined until the loop asks for its first event (E-4).
  #stage: Stage | undefined;
  #batch: unknown[] = [];
  #index = 0;
  #ask: (() => void) | undefined;
  // Calls of next() that wait for their answer.
  readonly #waiters = new Fifo<Waiter<Out>>();
  #openCount: number;
  #failure: { readonly error: unknown } | undefined;
  #isDone = false;
  #forgetSignal = (): void => {};

  /** @internal Use `system.stream(…)`. */
  constructor(
    system: System,
    from: StreamSource<Out> | readonly StreamSource<Out>[],
    options: StreamOptions,
  ) {
    checkOptions(options, "stream()", ["maxDemand", "minDemand", "cancel", "demand", "signal"]);
    const { demand = "forward", signal, ...given } = options;
    const common = { cancel: "transient" as const, ...given };
    const sources = Array.isArray(from) ? from : [from as StreamSource<Out>];
    this.#system = system;
    this.#options = { demand: demandMode(demand), signal };
    this.#sources = sources.map((one) =>
      typeof one === "object" && !(one instanceof Stage) && one !== null
        ? { ...common, ...one }
        : { ...common, to: one },
    );
    this.#openCount = sources.length;
    checkSignal(signal);
    subscriptionSettings(common);
    for (const one of this.#sources) {
      checkSubscribeTo(system, one);
      checkEmits(one.to);
    }
  }

  #start(): void {
    const { demand = "forward", signal } = this.#options;
    const system = this.#system;
    this.#forgetSignal = onAbort(signal, () => this.#fail(signal?.reason));
    if (this.#isDone) return;
    const started = system.start(
      consumer<unknown>(() => this.#callbacks()),
      {
        name: `stream-${system.nextNumber("stream")}`,
        // What the end of a producer means is decided here, not by the stage.
        subscribeTo: this.#sources.map((one) => ({ ...one, cancel: "temporary" as const })),
      },
    );
    const stage = started as unknown as Stage;
    this.#stage = stage;
    whenEnded(stage, (error) => this.#stageEnded(error as StageError));
    for (const subscription of stage.consuming?.producers ?? []) {
      subscription.demand = subscription.maxDemand;
      stage.ask(subscription, subscription.maxDemand);
    }
    for (const { to, cancel } of this.#sources) {
      const known = system.resolve(to);
      if (known === undefined) this.#closed("noproc", cancel, String(to));
      else if (known.consuming === undefined && known.producing?.mode !== demand) {
        system.demand(known, demand);
      }
    }
  }

  #callbacks(): ConsumerCallbacks<unknown> {
    const modes = new Map(
      this.#sources.map(({ to, cancel }) => [this.#system.resolve(to), cancel]),
    );
    return {
      handleSubscribe: () => "manual",
      handleEvents: (events, from) => {
        if (this.#isDone) return;
        this.#deliveries.push({ subscription: from as Subscription, events });
        this.#next();
      },
      handleCancel: ({ reason }: CancelReason, { producer }) => {
        this.#closed(reason, modes.get(producer as Stage), producer.name);
      },
    };
  }

  /** A producer has left: in order, or the loop fails (E-5). */
  #closed(reason: ExitReason, cancel: CancelMode | undefined, name: string): void {
    if (this.#isDone) return;
    this.#openCount--;
    if (cancel !== "temporary" && !isCleanReason(reason)) {
      this.#failure ??= { error: exitError(name, reason) };
    }
    this.#next();
  }

  /** The stage behind the loop was ended from outside: what has come is still given, and nothing else comes. */
  #stageEnded(error: StageError): void {
    if (this.#isDone) return;
    this.#openCount = 0;
    if (!isCleanReason(error.reason)) this.#failure ??= { error };
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

  #take(): IteratorResult<Out> | undefined {
    if (this.#index === this.#batch.length && !this.#nextBatch()) return undefined;
    return { done: false, value: this.#batch[this.#index++] as Out };
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
    if (demand > 0) this.#ask = () => this.#stage?.ask(subscription, demand);
    return this.#batch.length > 0 || this.#nextBatch();
  }

  #finish(waiter: Waiter<Out>): void {
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
    this.#forgetSignal();
    const stage = this.#stage;
    for (const subscription of stage?.consuming?.producers ?? []) stage?.cancel(subscription);
    if (stage?.isAlive) stage.stop();
    this.#next();
  }

  /** The next event; the first call subscribes (E-4). Calls made at once are answered in order. */
  next(): Promise<IteratorResult<Out>> {
    try {
      if (this.#stage === undefined && !this.#isDone) this.#start();
    } catch (error) {
      this.#fail(error);
    }
    const ready = this.#waiters.size > 0 ? undefined : this.#take();
    if (ready !== undefined) return Promise.resolve(ready);
    const answer = this.#system.loop.waitOutside(
      new Promise<IteratorResult<Out>>((resolve, reject) => {
        this.#waiters.push({ resolve, reject });
        this.#next();
      }),
    );
    answer.catch(() => this.#close());
    return answer;
  }

  /** The loop is left early: the subscriptions are cancelled, what was fetched is lost (E-6). */
  return(value?: unknown): Promise<IteratorResult<Out>> {
    this.#close();
    return Promise.resolve({ done: true, value });
  }

  /** As `return`, and answers with a rejection by `error`. */
  throw(error?: unknown): Promise<IteratorResult<Out>> {
    this.#close();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
