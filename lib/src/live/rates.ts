import type { SystemSnapshot } from "../snapshot.ts";

/** How fast events passed between two snapshots, in events a second. */
export interface Rates {
  /** The stages of the later snapshot, in its order. */
  readonly stages: readonly StageRates[];
  /** The subscriptions of the later snapshot, in its order. */
  readonly subscriptions: readonly SubscriptionRates[];
}

/** How fast one stage was, in events a second. */
export interface StageRates {
  /** The stage's name. */
  readonly name: string;
  /** Events that its `handleEvents` was given. */
  readonly handled: number;
  /** Events that it sent, counted once for each consumer that they went to. */
  readonly sent: number;
  /** Events that it has discarded. */
  readonly discarded: number;
}

/** How fast one subscription was, in events a second. */
export interface SubscriptionRates {
  /** The subscription's number. */
  readonly subscription: number;
  /** Events sent on it. */
  readonly delivered: number;
}

/** The rates between two snapshots of one system. All are 0 where no time has passed. */
export function ratesBetween(before: SystemSnapshot, after: SystemSnapshot): Rates {
  const ms = after.at - before.at;
  const perSecond = (now: number, then: number): number => {
    // Lower than before: a stage of that name has ended, and this is another.
    const count = now < then ? now : now - then;
    return ms > 0 ? (count / ms) * 1000 : 0;
  };
  const stagesBefore = new Map(before.stages.map((one) => [one.name, one]));
  const deliveredBefore = new Map(
    before.subscriptions.map((one) => [one.subscription, one.delivered]),
  );
  const sent = new Map<string, number>();
  const subscriptions = after.subscriptions.map(({ subscription, producer, delivered }) => {
    const rate = perSecond(delivered, deliveredBefore.get(subscription) ?? 0);
    sent.set(producer, (sent.get(producer) ?? 0) + rate);
    return { subscription, delivered: rate };
  });
  const stages = after.stages.map(({ name, handled, discarded }) => {
    const then = stagesBefore.get(name);
    return {
      name,
      handled: perSecond(handled, then?.handled ?? 0),
      sent: sent.get(name) ?? 0,
      discarded: perSecond(discarded, then?.discarded ?? 0),
    };
  });
  return { stages, subscriptions };
}
