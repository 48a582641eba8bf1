// Misconception: nobody got more than they asked for when the totals agree at the end.
// Caught by: what was sent too early stays excess
// Says: totals at the end

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
    } else if (entry.type === "events") {
      const account = accounts.get(entry.subscription)!;
      account.delivered += entry.events.length;
    }
  }
  for (const account of accounts.values()) {
    account.owed = Math.max(0, account.asked - account.delivered);
    account.excess = Math.max(0, account.delivered - account.asked);
  }
  return accounts;
}
