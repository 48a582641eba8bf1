// Misconception: two stages have one subscription between them.
// Caught by: every subscription pays for itself
// Says: another subscription

import type { TraceEntry } from "headgate";

export interface Account {
  asked: number;
  delivered: number;
  owed: number;
  excess: number;
}

export function ledger(entries: readonly TraceEntry[]): Map<number, Account> {
  const accounts = new Map<number, Account>();
  const first = new Map<string, number>();
  const accountOf = (entry: {
    producer: string;
    consumer: string;
    subscription: number;
  }): Account => {
    const pair = `${entry.producer} ${entry.consumer}`;
    if (!first.has(pair)) first.set(pair, entry.subscription);
    return accounts.get(first.get(pair)!)!;
  };
  for (const entry of entries) {
    if (entry.type === "subscribe") {
      accounts.set(entry.subscription, { asked: 0, delivered: 0, owed: 0, excess: 0 });
    } else if (entry.type === "ask") {
      const account = accountOf(entry);
      account.asked += entry.demand;
      account.owed += entry.demand;
    } else if (entry.type === "events") {
      const account = accountOf(entry);
      const paid = Math.min(account.owed, entry.events.length);
      account.delivered += entry.events.length;
      account.owed -= paid;
      account.excess += entry.events.length - paid;
    }
  }
  return accounts;
}
