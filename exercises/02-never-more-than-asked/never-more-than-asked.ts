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
    }
    // TODO: book the asks, and the events.
  }
  return accounts;
}
