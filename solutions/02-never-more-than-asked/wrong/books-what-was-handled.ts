// Misconception: events count as delivered when they are handled.
// Caught by: the trace of a real run
// Says: handled after they are sent

import type { TraceEntry } from "headgate";

export interface Account {
  asked: number;
  delivered: number;
  owed: number;
  excess: number;
}

export function ledger(entries: readonly TraceEntry[]): Map<number, Account> {
  const accounts = new Map<number, Account>();
  for (const entry of entries) {
    if (entry.type === "subscribe") {
      accounts.set(entry.subscription, { asked: 0, delivered: 0, owed: 0, excess: 0 });
    } else if (entry.type === "ask") {
      const account = accounts.get(entry.subscription)!;
      account.asked += entry.demand;
      account.owed += entry.demand;
    } else if (entry.type === "handle" && entry.phase === "end") {
      const subscription = entries.find(
        (other) =>
          other.type === "subscribe" &&
          other.consumer === entry.stage &&
          other.producer === entry.from,
      );
      if (subscription?.type !== "subscribe") continue;
      const account = accounts.get(subscription.subscription)!;
      const paid = Math.min(account.owed, entry.events.length);
      account.delivered += entry.events.length;
      account.owed -= paid;
      account.excess += entry.events.length - paid;
    }
  }
  return accounts;
}
