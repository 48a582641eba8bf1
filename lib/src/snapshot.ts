import type { DemandMode } from "./options.ts";
import type { Stage } from "./stage.ts";
import type { Subscription } from "./subscription.ts";
import type { StageKind } from "./trace.ts";

/**
 * A system at one moment: plain data, and nothing in it changes any more.
 *
 * @example
 * const system = new System({ clock: "virtual" });
 * const { at, stages, subscriptions }: SystemSnapshot = system.snapshot();
 * console.assert(at === 0 && stages.length === 0 && subscriptions.length === 0);
 */
export interface SystemSnapshot {
  /** When, in ms on the system's clock. */
  readonly at: number;
  /** The stages that run, in the order started. */
  readonly stages: readonly StageSnapshot[];
  /** Their subscriptions, in the order made: from when a consumer subscribes until it has heard of the end. */
  readonly subscriptions: readonly SubscriptionSnapshot[];
}

/** A stage at one moment. What a stage of its kind has not is 0. */
export interface StageSnapshot {
  /** Unique among the stages that run. */
  readonly name: string;
  /** Which kind of stage it is. */
  readonly kind: StageKind;
  /** Messages that wait to be handled. */
  readonly mailboxSize: number;
  /** Events that were sent to it and that `handleEvents` was not given: in its mailbox, or queued behind it. */
  readonly waitingEvents: number;
  /** Events that `handleEvents` was given so far, those in hand among them. */
  readonly handled: number;
  /** Events that an asynchronous `handleEvents` works on now. */
  readonly inHand: number;
  /** The asynchronous callback that has not settled, as in "handleEvents". Left out where there is none. */
  readonly callback?: string;
  /** Events in its buffer. */
  readonly bufferedCount: number;
  /** How many events its buffer holds at most. Left out where it is unlimited, and for a consumer. */
  readonly bufferSize?: number;
  /** The demand mode of a stage that emits. */
  readonly demandMode?: DemandMode;
  /** Events that the mode "accumulate" holds back. */
  readonly heldCount: number;
  /** What its consumers have asked for and it has not sent yet. */
  readonly pendingDemand: number;
  /** Events that it has discarded so far: a full buffer, no demand at a dispatcher, a subscription that had ended. */
  readonly discarded: number;
  /** How many children a consumer supervisor has. Left out for other stages. */
  readonly children?: number;
}

/** A subscription at one moment. */
export interface SubscriptionSnapshot {
  /** Its number, from 1 up; unique in its system. */
  readonly subscription: number;
  /** The name of the stage that sends. */
  readonly producer: string;
  /** The name of the stage that asks. */
  readonly consumer: string;
  /** As subscribed with. */
  readonly maxDemand: number;
  /** As subscribed with. */
  readonly minDemand: number;
  /** Whether the consumer asks by itself. The children of a supervisor ask by hand. */
  readonly mode: "automatic" | "manual";
  /** Events asked for and not yet sent. Below 0 only where a dispatcher of your own sends more than that. */
  readonly pending: number;
  /** Events sent on it so far. */
  readonly delivered: number;
}

/** Reads what stages and subscriptions are now; asks nobody, and changes nothing. */
export function takeSnapshot(at: number, stages: Iterable<Stage>): SystemSnapshot {
  const read: StageSnapshot[] = [];
  const subscriptions: SubscriptionSnapshot[] = [];
  for (const stage of stages) {
    read.push(stageSnapshot(stage));
    for (const one of stage.consuming?.producers ?? []) {
      subscriptions.push(subscriptionSnapshot(one));
    }
  }
  subscriptions.sort((a, b) => a.subscription - b.subscription);
  return { at, stages: read, subscriptions };
}

function stageSnapshot(stage: Stage): StageSnapshot {
  const { name, kind, consuming, producing } = stage;
  const bufferSize = producing?.bufferSize ?? Infinity;
  let pendingDemand = 0;
  for (const one of stage.watchers) pendingDemand += pendingOf(one);
  return {
    name,
    kind,
    mailboxSize: stage.mailboxSize,
    waitingEvents: stage.waitingEvents + (consuming?.unhandledCount ?? 0),
    handled: consuming?.handled ?? 0,
    inHand: consuming?.inHand ?? 0,
    ...(stage.isAtWork && { callback: stage.callback }),
    bufferedCount: producing?.bufferedCount ?? 0,
    // JSON knows no Infinity.
    ...(bufferSize < Infinity && { bufferSize }),
    ...(producing !== undefined && { demandMode: producing.mode }),
    heldCount: producing?.heldCount ?? 0,
    pendingDemand,
    discarded: stage.discardedCount,
    ...(kind === "consumer-supervisor" && { children: stage.childCount }),
  };
}

function subscriptionSnapshot(subscription: Subscription): SubscriptionSnapshot {
  const { id, producer, consumer, maxDemand, minDemand, isManual, delivered } = subscription;
  return {
    subscription: id,
    producer: producer.name,
    consumer: consumer.name,
    maxDemand,
    minDemand,
    mode: isManual ? "manual" : "automatic",
    pending: pendingOf(subscription),
    delivered,
  };
}

function pendingOf({ asked, delivered }: Subscription): number {
  return asked - delivered;
}
