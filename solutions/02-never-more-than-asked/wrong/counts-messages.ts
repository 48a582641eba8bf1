// Misconception: one message is one event.
// Caught by: asked, delivered and owed
// Says: array of events

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
    } else if (entry.type === "events") {
      const account = accounts.get(entry.subscription)!;
      const paid = Math.min(account.owed, 1);
      account.delivered += 1;
      account.owed -= paid;
      account.excess += 1 - paid;
    }
  }
  return accounts;
}
