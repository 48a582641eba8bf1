import type { TraceEntry } from "../trace.ts";
import type { Identify, Slip } from "./custody.ts";
import type { StageFacts, SubscriptionFacts } from "./facts.ts";
import { StageAccount } from "./stage-account.ts";
import { SubscriptionAccount } from "./subscription-account.ts";
import type { BatchRead } from "./transit.ts";

type Entry<Type extends TraceEntry["type"]> = Extract<TraceEntry, { type: Type }>;
type Edge = Pick<Entry<"ask">, "producer" | "consumer" | "subscription">;

/** Why a full buffer discards, as the trace says it. */
export const bufferIsFull = "the buffer is full";

/** What a stage ended with. */
export interface Lost {
  readonly expected: number;
  readonly announced: number;
  readonly dispatcher: StageFacts["dispatcher"];
}

/** What the ledger found out about the entry that it has read last. */
export interface Finding {
  /** `events`, `replay`: one that was not the next to go. */
  readonly slip?: Slip | undefined;
  /** `handle`, `begin`: how the batch came out of its message. */
  readonly batch?: BatchRead | undefined;
  /** `discarded`: the places in the custody, before, of the events; -1 for one that was not there. */
  readonly dropped?: readonly number[] | undefined;
  /** `exit`: how many events the stage ended with, and how many it had announced. */
  readonly lost?: Lost;
  /** `buffered`, `unbuffered`: how many the buffer had held before. */
  readonly bufferedBefore?: number;
}

/** What each stage and subscription has, owes and waits for, kept entry by entry. */
export class Ledger {
  readonly stages: Map<string, StageAccount> = new Map();
  /** Those of a name that was started again, too. */
  readonly allStages: StageAccount[] = [];
  readonly subscriptions: Map<number, SubscriptionAccount> = new Map();
  /** Whether the trace tells what happens inside stages. */
  readonly hasDetails: boolean;
  finding: Finding = {};
  readonly #stageFacts: Readonly<Record<string, StageFacts>>;
  readonly #subscriptionFacts: Readonly<Record<number, SubscriptionFacts>>;
  readonly #identify: Identify;

  constructor(
    hasDetails: boolean,
    stageFacts: Readonly<Record<string, StageFacts>>,
    subscriptionFacts: Readonly<Record<number, SubscriptionFacts>>,
    identify: Identify,
  ) {
    this.hasDetails = hasDetails;
    this.#stageFacts = stageFacts;
    this.#subscriptionFacts = subscriptionFacts;
    this.#identify = identify;
  }

  /** The account of a stage; a new one where nobody or only one that has ended had the name. */
  stage(name: string): StageAccount {
    return this.stages.get(name) ?? this.#open(name);
  }

  subscription({ subscription, producer, consumer }: Edge): SubscriptionAccount {
    const known = this.subscriptions.get(subscription);
    if (known !== undefined) return known;
    const facts = this.#subscriptionFacts[subscription] ?? {};
    const [from, to] = [this.stage(producer), this.stage(consumer)];
    const account = new SubscriptionAccount(subscription, from, to, facts);
    this.subscriptions.set(subscription, account);
    from.consumers.push(account);
    to.producers.push(account);
    return account;
  }

  read(entry: TraceEntry): void {
    this.finding = {};
    switch (entry.type) {
      case "start":
        this.#begin(entry.stage).kind = entry.kind;
        return;
      case "emit":
        this.#emit(entry);
        return;
      case "replay":
        this.#replay(entry);
        return;
      case "buffered":
      case "unbuffered":
        this.#buffer(entry);
        return;
      case "events":
        this.#send(entry);
        return;
      case "handle":
        this.#handle(entry);
        return;
      case "discarded":
        this.#discard(entry);
        return;
      case "demand":
        this.stage(entry.stage).told += entry.demand;
        return;
      case "mode":
        this.#setMode(entry);
        return;
      case "exit":
        this.#exit(this.stage(entry.stage));
        return;
      case "info":
        this.#info(this.stage(entry.stage));
        return;
      default:
        this.#readOfSubscription(entry);
    }
  }

  /** Nothing is under way: what was dispatched to nobody is no longer there. */
  rest(): void {
    for (const stage of this.stages.values()) this.#settle(stage);
  }

  #readOfSubscription(entry: Entry<"subscribe" | "accept" | "ask" | "release" | "cancel">): void {
    const account = this.subscription(entry);
    const { producer } = account;
    switch (entry.type) {
      case "subscribe":
        account.mode = entry.mode;
        account.maxDemand = entry.maxDemand;
        account.minDemand = entry.minDemand;
        return;
      case "accept":
        this.#settle(producer);
        account.isAccepted = true;
        producer.custody.join(account);
        return;
      case "ask":
        account.asked += entry.demand;
        producer.asked();
        return;
      case "release":
        this.#settle(producer);
        account.isReleased = true;
        if (account.isAccepted) producer.abandon(account);
        return;
      case "cancel":
        this.#queueBehind(account.consumer);
        account.end = { reason: entry.reason };
    }
  }

  #open(name: string): StageAccount {
    const account = new StageAccount(name, this.#stageFacts[name] ?? {}, this.#identify);
    this.stages.set(name, account);
    this.allStages.push(account);
    return account;
  }

  /** A stage starts; what `init` has emitted before that counts as its own. */
  #begin(name: string): StageAccount {
    const known = this.stages.get(name);
    return known === undefined || known.hasEnded ? this.#open(name) : known;
  }

  #emit({ stage, events }: Entry<"emit">): void {
    const account = this.#begin(stage);
    account.emitted += events.length;
    if (account.emitted > account.told) account.hasSurplus = true;
    account.custody.emit(events, account.mode === "accumulate");
  }

  #replay({ stage, events }: Entry<"replay">): void {
    const account = this.stage(stage);
    this.finding = { slip: account.custody.replay(events, account.queued) };
  }

  #buffer(entry: Entry<"buffered" | "unbuffered">): void {
    const account = this.stage(entry.stage);
    this.finding = { bufferedBefore: account.buffered };
    if (entry.type === "buffered") account.unplaced += entry.count;
    else if (account.mode === "accumulate") account.custody.hold(account.queued, entry.count);
    account.buffered = entry.total;
  }

  #send(entry: Entry<"events">): void {
    const account = this.subscription(entry);
    account.sent += entry.events.length;
    account.transit.push(entry.events);
    if (!this.hasDetails) return;
    this.finding = { slip: account.producer.custody.send(account, entry.events) };
  }

  #handle({ phase, subscription, events }: Entry<"handle">): void {
    if (phase === "end" || subscription === undefined) return;
    const account = this.subscriptions.get(subscription);
    this.finding = { batch: account?.transit.take(events) };
  }

  #discard({ stage: name, count, events, subscription: id, why }: Entry<"discarded">): void {
    const stage = this.stage(name);
    const subscription = id === undefined ? undefined : this.subscriptions.get(id);
    if (events === undefined) {
      if (!stage.hasEnded) stage.announced += count;
    } else if (subscription === undefined) {
      if (why === bufferIsFull) {
        stage.unplaced += count;
        stage.custody.settle(stage.buffered + count);
      } else stage.refused += count;
      this.finding = { dropped: stage.custody.drop(events) };
    } else if (subscription.producer === stage) subscription.transit.removeLast();
    else if (!subscription.transit.remove(events)) this.finding = { dropped: [-1] };
  }

  #setMode({ stage, mode }: Entry<"mode">): void {
    const account = this.#begin(stage);
    this.#settle(account);
    account.mode = mode;
    if (mode === "accumulate") account.hasHeld = true;
  }

  #info(stage: StageAccount): void {
    this.#settle(stage);
    this.#queueBehind(stage);
  }

  /** P-6, R-19: what comes while messages wait, waits behind them, and needs demand to be taken out. */
  #queueBehind(stage: StageAccount): void {
    if (stage.kind === "producer-consumer" && stage.hasQueue) stage.hasQueuedBehind = true;
  }

  #settle(stage: StageAccount): void {
    stage.custody.settle(stage.buffered);
  }

  #exit(stage: StageAccount): void {
    this.#settle(stage);
    const kept = stage.custody.left.length - stage.queued + stage.custody.held.length;
    const { announced, facts } = stage;
    const lost = { expected: stage.unhandled + kept, announced, dispatcher: facts.dispatcher };
    // What is not known exactly is not judged.
    if (this.hasDetails && (stage.custody.isExact || stage.emitted === 0)) this.finding = { lost };
    stage.hasEnded = true;
    for (const account of stage.producers) {
      account.leftAtExit = account.transit.count;
      account.transit.clear();
    }
  }
}
