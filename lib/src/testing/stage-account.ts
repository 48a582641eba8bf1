import { BroadcastCustody } from "./broadcast-custody.ts";
import {
  type Custody,
  type Emitted,
  type Identify,
  InOrderCustody,
  LooseCustody,
  PartitionCustody,
} from "./custody.ts";
import type { StageFacts } from "./facts.ts";
import type { SubscriptionAccount } from "./subscription-account.ts";

/** What a trace has told of one stage so far. A name that is started again has a new account. */
export class StageAccount {
  readonly name: string;
  readonly facts: StageFacts;
  readonly custody: Custody;
  /** `""` until its `start` entry. */
  kind = "";
  hasEnded = false;
  mode: "forward" | "accumulate" = "forward";
  /** It was in the mode "accumulate" once. */
  hasHeld = false;
  /** Events in its buffer, as the trace counts them. */
  buffered = 0;
  /** Events emitted, and of them those that found no demand at once. */
  emitted = 0;
  unplaced = 0;
  /** Of a producer-consumer: an info message or a cancel came while messages waited. */
  hasQueuedBehind = false;
  /** It has emitted more than it was told of, at some time. */
  hasSurplus = false;
  /** Events that its dispatcher discarded. */
  refused = 0;
  /** Demand that `handleDemand` was told, in all. */
  told = 0;
  /** The most that was asked for at once and not yet sent. */
  mostDemand = 0;
  /** Events that a partition dispatcher kept for consumers that left. */
  readonly abandoned: Set<Emitted> = new Set();
  /** Events that the stage ended with, as the trace announces them. */
  announced = 0;
  readonly producers: SubscriptionAccount[] = [];
  readonly consumers: SubscriptionAccount[] = [];

  constructor(name: string, facts: StageFacts, identify: Identify) {
    this.name = name;
    this.facts = facts;
    this.custody = custodyOf(facts, identify);
  }

  /** The subscriptions that events may be sent on. */
  get open(): SubscriptionAccount[] {
    return this.consumers.filter((one) => one.isOpenToProducer);
  }

  /** A consumer asks: all that is asked for may be more than ever. */
  asked(): void {
    let demand = 0;
    for (const one of this.consumers) if (!one.isReleased) demand += Math.max(0, one.demand);
    this.mostDemand = Math.max(this.mostDemand, demand);
  }

  /** A consumer leaves (PT-8). */
  abandon({ facts: { partition } }: SubscriptionAccount): void {
    const { partitionOf } = this.facts;
    for (const one of this.custody.left.slice(0, this.queued)) {
      if (partitionOf?.(one.event) === partition) this.abandoned.add(one);
    }
  }

  /** Events that were sent to it and that it has not handled. */
  get unhandled(): number {
    return this.producers.reduce((sum, { transit }) => sum + transit.count, 0);
  }

  /** Whether messages wait for it, be it empty ones. */
  get hasQueue(): boolean {
    return this.producers.some(({ transit }) => !transit.isEmpty);
  }

  /** Of a partition dispatcher: events that it keeps for a partition. */
  get queued(): number {
    return this.facts.dispatcher === "partition" ? this.custody.left.length - this.buffered : 0;
  }

  /** How many more events its dispatcher could place now; undefined where that cannot be known. */
  get room(): number | undefined {
    const demands = this.open.map((one) => one.demand);
    if (!this.custody.isExact) return undefined;
    if (this.facts.dispatcher === "broadcast")
      return demands.length === 0 ? 0 : Math.min(...demands);
    const sum = demands.reduce((all, demand) => all + demand, 0);
    // PT-5: demand that was spent on events of another partition cannot meet these.
    return Math.max(0, sum - this.queued);
  }
}

function custodyOf(facts: StageFacts, identify: Identify): Custody {
  const { dispatcher, partitionOf } = facts;
  if (dispatcher === "demand") return new InOrderCustody(identify);
  if (dispatcher === "broadcast") return new BroadcastCustody(identify);
  if (dispatcher === "partition" && partitionOf !== undefined) {
    return new PartitionCustody(identify, partitionOf);
  }
  return new LooseCustody(identify);
}
