import type { BufferKeep, CancelMode, DemandMode, PartitionName, StageKind } from "headgate";

/*
 * A scenario is plain data: what is started and what is done to it. Each optional part is a feature
 * that can be left out, so that a scenario can be made smaller part by part.
 */

export interface Scenario {
  /** Of the system: it draws the order of turns. */
  readonly seed: number;
  /** Of the system, other than "queued". */
  readonly delivery?: "eager";
  /** Producers before their consumers. */
  readonly stages: readonly StagePlan[];
  /** In order, but for those that wait for a call. */
  readonly steps: readonly Step[];
}

export interface StagePlan {
  readonly name: string;
  readonly kind: StageKind;
  /** It is not started with the others, but by a step. */
  readonly isLate?: true;
  readonly source?: SourcePlan;
  readonly handler?: HandlerPlan;
  readonly children?: ChildrenPlan;
  readonly dispatcher?: DispatcherPlan;
  readonly bufferSize?: number | "Infinity";
  readonly bufferKeep?: BufferKeep;
  readonly demand?: DemandMode;
  /** What `handleCancel` does. */
  readonly onCancel?: "emits" | "stops" | "throws" | "sleeps";
  readonly subscribeTo?: readonly SubscriptionPlan[];
}

/** A producer's `handleDemand`. */
export interface SourcePlan {
  /** Events in all. */
  readonly total: number;
  /** Other than as many as are asked for. "later": by `sendAfter`. */
  readonly gives?: "fewer" | "more" | "later" | "nothing";
  readonly delayMs?: number;
  /** Its promise is settled when it is returned. */
  readonly isAsync?: true;
  /** The call that fails, from 1. */
  readonly throwsAt?: number;
  /** It ends behind its last event. */
  readonly completes?: true;
}

/** `handleEvents`. */
export interface HandlerPlan {
  readonly delayMs?: number;
  /** Its promise is settled when it is returned. */
  readonly isAsync?: true;
  /** Of a producer-consumer: other than one event for each. "some": none for every other. */
  readonly makes?: "nothing" | "some" | "two" | "later";
  /** The call that fails, from 1. */
  readonly throwsAt?: number;
  /** The call that stops the stage, from 1. */
  readonly stopsAt?: number;
  /** It is manual, and asks in these portions: the first at once, the next behind each delivery. */
  readonly asks?: readonly number[];
}

/** The children of a consumer supervisor. */
export interface ChildrenPlan {
  /** A promise or a stage that takes so long. Default: 0. */
  readonly delayMs?: number;
  /** Instead of a promise. */
  readonly are?: "stages" | "nothing";
  /** Every so many-th child fails, the first time it is run. */
  readonly failsEvery?: number;
  readonly restart?: "transient";
  readonly maxRestarts?: number;
}

export type DispatcherPlan =
  | { readonly kind: "demand"; readonly shuffles?: true }
  | { readonly kind: "broadcast" }
  | {
      readonly kind: "partition";
      readonly partitions: readonly PartitionName[];
      /** Events of this key are discarded by the hash. */
      readonly skips?: number;
      /** The hash puts another event in an event's place. */
      readonly rewrites?: true;
      /** The hash throws for events of this key. */
      readonly throwsFor?: number;
    };

export interface SubscriptionPlan {
  readonly to: string;
  readonly maxDemand: number;
  readonly minDemand: number;
  readonly cancel?: CancelMode;
  readonly partition?: PartitionName;
  /** Of a broadcast: only events whose key is at least this. */
  readonly selects?: number;
}

/** When something is done, and what. */
export interface Step {
  readonly when: When;
  readonly act: Action;
}

export type When =
  /** So long after the step before. */
  | { readonly afterMs: number }
  /** As soon as nothing is under way. */
  | { readonly at: "rest" }
  /** Within the n-th call of a stage's handler. */
  | { readonly call: number; readonly of: string };

/** `nth` counts the subscriptions that a consumer has made, from 0. */
export type Action =
  | { readonly do: "start"; readonly stage: string }
  | { readonly do: "stop"; readonly stage: string; readonly reason: "normal" | "shutdown" | "bad" }
  | { readonly do: "kill"; readonly stage: string }
  | { readonly do: "crash"; readonly stage: string }
  | { readonly do: "emit"; readonly stage: string; readonly count: number }
  /** As `emit`, by a message: it is emitted in a turn of its own. */
  | { readonly do: "push"; readonly stage: string; readonly count: number }
  | { readonly do: "info"; readonly stage: string }
  | { readonly do: "complete"; readonly stage: string }
  | { readonly do: "mode"; readonly stage: string; readonly mode: DemandMode }
  | { readonly do: "subscribe"; readonly stage: string; readonly with: SubscriptionPlan }
  | {
      readonly do: "resubscribe";
      readonly stage: string;
      readonly nth: number;
      readonly with: SubscriptionPlan;
    }
  | {
      readonly do: "cancel";
      readonly stage: string;
      readonly nth: number;
      readonly reason: "normal" | "bad";
    }
  | { readonly do: "ask"; readonly stage: string; readonly nth: number; readonly demand: number };

/** What a key is: 0 to 3. */
export const keyCount = 4;
