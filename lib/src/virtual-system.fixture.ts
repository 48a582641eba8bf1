import {
  consumer,
  type ConsumerCallbacks,
  type ConsumerDefinition,
  producer,
  type ProducerCallbacks,
  type ProducerDefinition,
  type StageContext,
  type SubscriptionRef,
} from "./definitions.ts";
import { System } from "./system.ts";
import type { SystemOptions } from "./system-options.ts";

/** A system on virtual time that is traced, and the sentences it would have printed. */
export interface VirtualSystem {
  readonly system: System;
  readonly sentences: string[];
}

export function virtualSystem(options: SystemOptions = {}): VirtualSystem {
  const sentences: string[] = [];
  const system = new System({
    clock: "virtual",
    trace: true,
    log: (sentence) => sentences.push(sentence),
    ...options,
  });
  return { system, sentences };
}

/** Emits 0, 1, 2, … as asked. `demands` gets each number that handleDemand is told. */
export function counter(demands: number[] = [], more: object = {}): ProducerDefinition<number> {
  return producer<number>(() => {
    let next = 0;
    const callbacks: ProducerCallbacks<number> = {
      handleDemand: (demand) => {
        demands.push(demand);
        return Array.from({ length: demand }, () => next++);
      },
    };
    return { ...callbacks, ...more };
  });
}

/** Emits only what `emit` is given: `const feed = hand(); …; feed.emit(1, 2);`. */
export function hand(more: (stage: StageContext) => object = () => ({})): {
  readonly definition: ProducerDefinition<unknown>;
  readonly demands: number[];
  readonly emit: (...events: unknown[]) => void;
} {
  const demands: number[] = [];
  let handle: StageContext | undefined;
  const definition = producer<unknown>((stage) => {
    handle = stage;
    return { handleDemand: (demand) => void demands.push(demand), ...more(stage) };
  });
  return { definition, demands, emit: (...events) => handle?.emit(events) };
}

/** Writes each batch it is given into `batches`. */
export function collector<In>(
  batches: In[][],
  more: (stage: StageContext) => Partial<ConsumerCallbacks<In>> = () => ({}),
): ConsumerDefinition<In> {
  return consumer<In>((stage) => ({
    handleEvents: (events) => void batches.push(events.slice()),
    ...more(stage),
  }));
}

/** Asks only when it is cast a number, and writes what comes into `got`. */
export function manual(got: unknown[]): ConsumerDefinition<unknown> {
  return consumer<unknown>((stage) => {
    let from: SubscriptionRef | undefined;
    return {
      handleSubscribe: (_role, _options, subscription) => {
        from = subscription;
        return "manual";
      },
      handleEvents: (events) => void got.push(...events),
      handleCast: (demand: number) => void (from && stage.ask(from, demand)),
    };
  });
}

/** A consumer with these callbacks, and its handle for them. */
export function actor(
  callbacks: (stage: StageContext) => Partial<ConsumerCallbacks<unknown>>,
): ConsumerDefinition<unknown> {
  return consumer<unknown>((stage) => ({ handleEvents: () => {}, ...callbacks(stage) }));
}

/** The asks in a system's trace: `[consumer, demand]` each. */
export function asksOf(system: System): [string, number][] {
  return system.trace.entries.flatMap((entry): [string, number][] =>
    entry.type === "ask" ? [[entry.consumer, entry.demand]] : [],
  );
}
