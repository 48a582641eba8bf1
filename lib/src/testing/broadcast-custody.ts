import { CustodyList, type Emitted, firstSlip, type Slip } from "./custody.ts";
import type { SubscriptionAccount } from "./subscription-account.ts";

/** Each event to every consumer that selects it: that of the broadcast dispatcher. */
export class BroadcastCustody extends CustodyList {
  // What was dispatched and not yet sent to all, oldest first; where each subscription is in it.
  readonly #dispatched: Emitted[] = [];
  readonly #next = new Map<SubscriptionAccount, number>();

  override join(to: SubscriptionAccount): void {
    this.#next.set(to, this.#dispatched.length);
  }

  override send(to: SubscriptionAccount, events: readonly unknown[]): Slip | undefined {
    return firstSlip(events, (event) => this.#sendOne(to, event));
  }

  #sendOne(to: SubscriptionAccount, event: unknown): Slip | undefined {
    const wanted = to.facts.selector ?? (() => true);
    const identity = this.identify(event);
    let next = this.#next.get(to) ?? this.#dispatched.length;
    if (!this.#isStillToCome(event, next)) return { event, before: undefined, isUnknown: true };
    let before: Emitted | undefined;
    for (; next < this.#dispatched.length || this.left.length > 0; next++) {
      if (next === this.#dispatched.length) this.#dispatchNext();
      const one = this.#dispatched[next] as Emitted;
      if (Object.is(this.identify(one.event), identity)) {
        this.#next.set(to, next + 1);
        return before === undefined ? undefined : { event, before: before.event, isUnknown: false };
      }
      if (wanted(one.event)) before ??= one;
    }
    return { event, before: undefined, isUnknown: true };
  }

  override settle(kept: number): void {
    while (this.left.length > kept && this.#nobodyWants(this.left[0])) this.#dispatchNext();
  }

  override missed(to: SubscriptionAccount): { readonly event: unknown } | undefined {
    const wanted = to.facts.selector ?? (() => true);
    return this.#dispatched.slice(this.#next.get(to)).find(({ event }) => wanted(event));
  }

  #isStillToCome(event: unknown, next: number): boolean {
    if (this.indexOf(event) >= 0) return true;
    const identity = this.identify(event);
    return this.#dispatched
      .slice(next)
      .some((one) => Object.is(this.identify(one.event), identity));
  }

  #dispatchNext(): void {
    this.#dispatched.push(this.left.shift() as Emitted);
  }

  #nobodyWants(one: Emitted | undefined): boolean {
    const members = [...this.#next.keys()].filter((member) => !member.isReleased);
    return (
      members.length > 0 &&
      members.every(({ facts: { selector } }) => selector !== undefined && !selector(one?.event))
    );
  }
}
