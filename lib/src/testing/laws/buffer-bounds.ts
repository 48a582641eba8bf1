import type { TraceEntry } from "../../trace.ts";
import type { Law, Tell } from "../law.ts";
import { bufferIsFull, type Ledger } from "../ledger.ts";

/** The buffer holds no more than it may, and overflows at the right end. */
export const bufferBounds: Law = {
  name: "buffer-bounds",
  says: "A buffer keeps its bound, and beyond it drops the oldest or the newest events as it was told to (clause 19, R-12).",
  begin: (ledger, tell) => ({
    entry: (entry) => {
      if (entry.type === "buffered" || entry.type === "unbuffered") judgeTotal(ledger, entry, tell);
      else if (entry.type === "discarded") judgeDropped(ledger, entry, tell);
    },
  }),
};

function judgeTotal(
  ledger: Ledger,
  { type, stage, count, total }: Extract<TraceEntry, { type: "buffered" | "unbuffered" }>,
  tell: Tell,
): void {
  const { bufferSize } = ledger.stage(stage).facts;
  const before = ledger.finding.bufferedBefore ?? 0;
  if (bufferSize !== undefined && total > bufferSize) {
    tell({ stage }, `The buffer of "${stage}" holds ${total} events and may hold ${bufferSize}`);
  }
  // Without details nobody tells what leaves the buffer.
  if (!ledger.hasDetails) return;
  const expected = type === "buffered" ? before + count : before - count;
  if (total !== expected || total < 0) {
    tell({ stage }, `The buffer of "${stage}" held ${before} events, and ${total} after ${count}`);
  }
}

function judgeDropped(
  ledger: Ledger,
  { stage, why, events = [] }: Extract<TraceEntry, { type: "discarded" }>,
  tell: Tell,
): void {
  const account = ledger.stage(stage);
  const { dropped } = ledger.finding;
  if (why !== bufferIsFull || dropped === undefined || !account.custody.isExact) return;
  const { bufferKeep, bufferSize } = account.facts;
  const { buffered, queued } = account;
  if (bufferSize !== undefined && buffered < bufferSize) {
    const what = `"${stage}" discarded ${events.length} events, but its buffer holds ${buffered} and may hold ${bufferSize}`;
    tell({ stage }, what);
  }
  // Places count from the oldest event that the stage has; those of its partitions are older still.
  const first = bufferKeep === "last" ? queued : queued + buffered;
  const isRight = dropped.every((place, i) => place === first + i);
  // what is played back comes in its turn, and is the newest then.
  if (bufferKeep === "first" && account.hasHeld) return;
  if (bufferKeep !== undefined && bufferSize !== 0 && !isRight) {
    const end = bufferKeep === "last" ? "oldest" : "newest";
    tell({ stage }, `The buffer of "${stage}" did not drop its ${end} events`);
  }
}
