import { quoted } from "../../errors.ts";
import { completed } from "../../protocol.ts";
import type { TraceEntry } from "../../trace.ts";
import type { Emitted } from "../custody.ts";
import type { Law, Tell } from "../law.ts";
import type { Ledger } from "../ledger.ts";
import type { StageAccount } from "../stage-account.ts";

interface Queued {
  readonly stage: StageAccount;
  readonly message: unknown;
  /** The events that it must not overtake. */
  readonly behind: ReadonlySet<Emitted>;
}

/** An info message that was sent by asyncInfo or syncInfo: the end of a finite producer is one. */
export const infoBehindEvents: Law = {
  name: "info-behind-events",
  says: "An info message keeps its place behind the events that were buffered before it, and is not forgotten (clause 21, R-16 to R-18).",
  begin: (ledger, tell) => {
    let queued: Queued[] = [];
    return {
      entry: (entry) => {
        if (entry.type === "exit") {
          queued = queued.filter(({ stage }) => stage.name !== entry.stage);
        } else if (entry.type === "info" && entry.phase === "queued") {
          queued.push(queuedBy(ledger, entry));
        } else if (entry.type === "info") {
          const stage = ledger.stage(entry.stage);
          const at = queued.findIndex(
            (one) => one.stage === stage && Object.is(one.message, entry.message),
          );
          if (at >= 0) judge(queued.splice(at, 1)[0] as Queued, tell);
        }
      },
      rest: () => {
        for (const one of queued) {
          if (hasReason(one)) continue;
          const { stage, message } = one;
          const what = `"${stage.name}" has not handled ${quoted(message)}, though nothing is before it`;
          tell({ stage: stage.name }, what);
        }
      },
    };
  },
};

/** It waits for what is in the buffer or in partitions, the stage's end for what is held back too. */
function queuedBy(
  ledger: Ledger,
  { stage: name, message }: Extract<TraceEntry, { type: "info" }>,
): Queued {
  const stage = ledger.stage(name);
  const { isExact, left, held } = stage.custody;
  // By its name: each bundle of the library has a symbol of its own.
  const isEnd = typeof message === "symbol" && message.description === completed.description;
  const events = isExact ? [...left, ...(isEnd ? held : [])] : [];
  return { stage, message, behind: new Set(events) };
}

function judge({ stage, message, behind }: Queued, tell: Tell): void {
  const isOlder = (one: Emitted): boolean => behind.has(one);
  const { left, held } = stage.custody;
  const isEnd = typeof message === "symbol";
  const older = left.find(isOlder) ?? (isEnd ? held.find(isOlder) : undefined);
  if (older === undefined) return;
  const what = `"${stage.name}" handled ${quoted(message)} before the older ${quoted(older.event)} had gone`;
  tell({ stage: stage.name }, what);
}

/** Whether a message may still wait at rest. */
function hasReason({ stage, behind }: Queued): boolean {
  const { custody, facts, unhandled, kind, room = 0 } = stage;
  // Its place may be behind events that came later, where it had to wait in a queue before.
  const isInPlace = kind === "producer" && !stage.hasHeld;
  const isWaiting = custody.left.some((one) => !isInPlace || behind.has(one));
  if (!custody.isExact || isWaiting || unhandled > 0 || stage.mode === "accumulate") return true;
  if (kind === "consumer" || kind === "consumer-supervisor") return false;
  // P-2: a producer-consumer takes it out of its queue only while it is asked.
  if (stage.hasQueue || (stage.hasQueuedBehind && room <= 0)) return true;
  // a partition's queue is passed by its next ask.
  if (facts.dispatcher === "partition" && stage.open.some(({ demand }) => demand <= 0)) return true;
  // an unlimited buffer gives it away only when somebody asks.
  const isBounded = facts.bufferSize !== undefined && facts.bufferSize < Infinity;
  return !isBounded && room <= 0;
}
