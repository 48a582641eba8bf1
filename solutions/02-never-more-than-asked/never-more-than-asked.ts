import type { TraceEntry } from "headgate";

/** What one subscription was asked for and given. */
export interface Account {
  asked: number;
  delivered: number;
  owed: number;
  excess: number;
}

/** The account of each subscription of a trace, by its number. */
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
      // Judged now and not from the totals: what was sent too early cannot be told from what was sent in time
      // once the asks have caught up.
      const paid = Math.min(account.owed, entry.events.length);
      account.delivered += entry.events.length;
      account.owed -= paid;
      account.excess += entry.events.length - paid;
    }
  }
  return accounts;
}
