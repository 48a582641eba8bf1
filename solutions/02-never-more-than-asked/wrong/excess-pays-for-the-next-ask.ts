// Misconception: who got too much is owed that much less by the next ask.
// Caught by: what was sent too early stays excess
// Says: does not pay for

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
      account.excess += Math.max(0, entry.events.length - Math.max(0, account.owed));
      account.delivered += entry.events.length;
      account.owed -= entry.events.length;
    }
  }
  return accounts;
}
