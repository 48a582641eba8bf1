import type { SubscriptionFacts } from "./facts.ts";
import type { StageAccount } from "./stage-account.ts";
import { Transit } from "./transit.ts";

/** What a trace has told of one subscription so far. */
export class SubscriptionAccount {
  readonly id: number;
  readonly producer: StageAccount;
  readonly consumer: StageAccount;
  readonly facts: SubscriptionFacts;
  /** Undefined until its `subscribe` entry. */
  mode: "automatic" | "manual" | undefined;
  maxDemand = 0;
  minDemand = 0;
  /** Events asked for and sent, in all. */
  asked = 0;
  sent = 0;
  readonly transit: Transit = new Transit();
  /** Events that its consumer had not handled when it ended. */
  leftAtExit = 0;
  /** The producer has taken it on, has let it go. */
  isAccepted = false;
  isReleased = false;
  /** The consumer was told that it has ended, and why. */
  end: { readonly reason: unknown } | undefined;

  constructor(
    id: number,
    producer: StageAccount,
    consumer: StageAccount,
    facts: SubscriptionFacts,
  ) {
    this.id = id;
    this.producer = producer;
    this.consumer = consumer;
    this.facts = facts;
  }

  /** Asked and not yet sent. */
  get demand(): number {
    return this.asked - this.sent;
  }

  get name(): string {
    return `subscription ${this.id} of "${this.consumer.name}" to "${this.producer.name}"`;
  }

  get isOpenToProducer(): boolean {
    return this.isAccepted && !this.isReleased;
  }
}
