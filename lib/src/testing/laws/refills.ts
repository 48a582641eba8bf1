import type { TraceEntry } from "../../trace.ts";
import type { Law, Tell } from "../law.ts";
import type { Ledger } from "../ledger.ts";
import type { SubscriptionAccount } from "../subscription-account.ts";

type Entry<Type extends TraceEntry["type"]> = Extract<TraceEntry, { type: Type }>;

/** What one automatic subscription has to ask for, and what it asked. */
interface Refill {
  readonly account: SubscriptionAccount;
  /** Asked, and not yet handled. */
  demand: number;
  /** How many events of the message in hand count for demand. */
  counted: number;
  /** What has to be asked behind the batch in hand; 0: nothing. */
  due: number;
  /** That batch has settled. */
  isDue: boolean;
}

/** When an automatic subscription asks, and for how many: RULES.md, 2.3. */
export const refills: Law = {
  name: "refills",
  says: "Behind a batch that leaves no more than min to come, as many are asked for as bring demand back to max (clauses 13 and 14, S-10, S-11).",
  begin: (ledger, tell) => {
    const keeper = new RefillKeeper(ledger, tell);
    return {
      entry: (entry) => {
        if (!ledger.hasDetails) return;
        if (entry.type === "subscribe") keeper.subscribe(entry);
        else if (entry.type === "ask") keeper.ask(entry);
        else if (entry.type === "exit") keeper.exit(entry.stage);
        else if (entry.type === "handle" && entry.phase === "begin") keeper.begin(entry);
        else if (entry.type === "handle") keeper.settle(entry);
      },
      rest: () => keeper.tellDue(() => true),
    };
  },
};

class RefillKeeper {
  readonly #ledger: Ledger;
  readonly #tell: Tell;
  readonly #all = new Map<number, Refill>();

  constructor(ledger: Ledger, tell: Tell) {
    this.#ledger = ledger;
    this.#tell = tell;
  }

  subscribe(entry: Entry<"subscribe">): void {
    if (entry.mode === "manual") return;
    const { subscription, maxDemand: due } = entry;
    const account = this.#ledger.subscription(entry);
    this.#all.set(subscription, { account, demand: due, counted: 0, due, isDue: true });
  }

  ask({ consumer: stage, subscription, demand }: Entry<"ask">): void {
    const refill = this.#all.get(subscription);
    if (refill === undefined) return;
    const due = refill.isDue ? refill.due : 0;
    if (due === demand) refill.isDue = false;
    else if (refill.account.facts.isAskedByHand === false) {
      const what = `"${stage}" asked for ${demand}, and ${due === 0 ? "nothing" : due} was due`;
      this.#tell({ stage, subscription }, what);
    }
  }

  exit(stage: string): void {
    for (const [id, { account }] of this.#all)
      if (account.consumer.name === stage) this.#all.delete(id);
  }

  begin({ stage, subscription = 0, events }: Entry<"handle">): void {
    this.tellDue((account) => account.consumer.name === stage);
    const refill = this.#all.get(subscription);
    const { batch } = this.#ledger.finding;
    if (refill === undefined || batch === undefined || refill.account.end !== undefined) return;
    const { maxDemand, minDemand } = refill.account;
    if (batch.before === 0) refill.counted = Math.min(batch.messageSize, refill.demand);
    // S-12: what is beyond the demand counts for none.
    const counts = Math.min(events.length, refill.counted);
    refill.counted -= counts;
    const left = refill.demand - counts;
    refill.due = left <= minDemand ? maxDemand - left : 0;
    refill.demand = left + refill.due;
    refill.isDue = false;
  }

  settle({ subscription = 0 }: Entry<"handle">): void {
    const refill = this.#all.get(subscription);
    if (refill !== undefined && refill.account.end === undefined) refill.isDue = refill.due > 0;
  }

  tellDue(isMeant: (account: SubscriptionAccount) => boolean): void {
    for (const [subscription, refill] of this.#all) {
      const { account, due, isDue } = refill;
      if (!isDue || !isMeant(account)) continue;
      refill.isDue = false;
      const { name: stage } = account.consumer;
      this.#tell({ stage, subscription }, `"${stage}" did not ask for ${due} behind its batch`);
    }
  }
}
