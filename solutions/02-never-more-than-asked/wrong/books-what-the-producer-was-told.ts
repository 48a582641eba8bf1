// Misconception: `handleDemand` hears every demand, so its entries are the asks.
// Caught by: the trace of a real run
// Says: what the producer is told

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
    } else if (entry.type === "demand") {
      for (const other of entries) {
        if (other.type !== "subscribe" || other.producer !== entry.stage) continue;
        const account = accounts.get(other.subscription)!;
        account.asked += entry.demand;
        account.owed += entry.demand;
      }
    } else if (entry.type === "events") {
      const account = accounts.get(entry.subscription)!;
      const paid = Math.min(account.owed, entry.events.length);
      account.delivered += entry.events.length;
      account.owed -= paid;
      account.excess += entry.events.length - paid;
    }
  }
  return accounts;
}
