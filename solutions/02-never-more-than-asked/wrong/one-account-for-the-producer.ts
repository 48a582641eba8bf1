// Misconception: a producer that was asked for ten may send ten, to whomever.
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
  const owedBy = new Map<string, number>();
  for (const entry of entries) {
    if (entry.type === "subscribe") {
      accounts.set(entry.subscription, { asked: 0, delivered: 0, owed: 0, excess: 0 });
    } else if (entry.type === "ask") {
      const account = accounts.get(entry.subscription)!;
      account.asked += entry.demand;
      account.owed += entry.demand;
      owedBy.set(entry.producer, (owedBy.get(entry.producer) ?? 0) + entry.demand);
    } else if (entry.type === "events") {
      const account = accounts.get(entry.subscription)!;
      const owed = owedBy.get(entry.producer) ?? 0;
      const paid = Math.min(owed, entry.events.length);
      account.delivered += entry.events.length;
      account.owed = Math.max(0, account.owed - paid);
      account.excess += entry.events.length - paid;
      owedBy.set(entry.producer, owed - paid);
    }
  }
  return accounts;
}
