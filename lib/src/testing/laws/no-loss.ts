import { quoted } from "../../errors.ts";
import { isCleanReason } from "../../exit-reason.ts";
import type { TraceEntry } from "../../trace.ts";
import type { Law, Tell } from "../law.ts";
import type { Finding, Ledger, Lost } from "../ledger.ts";
import type { StageAccount } from "../stage-account.ts";

/** What a stage emits is sent, kept or announced as discarded; what it is sent is handled, kept or announced. */
export const noLoss: Law = {
  name: "no-loss",
  says: "Nothing is lost or duplicated without an announced discard or the end of its stage (clauses 4, 19 and 24).",
  begin: (ledger, tell) => ({
    entry: (entry) => {
      judgeEntry(entry, ledger.finding, tell);
      if (entry.type === "release") judgeMissed(ledger, entry.subscription, tell);
    },
    rest: () => {
      if (!ledger.hasDetails) return;
      for (const stage of ledger.stages.values()) if (!stage.hasEnded) judgeRest(stage, tell);
      for (const [id, { isOpenToProducer }] of ledger.subscriptions) {
        if (isOpenToProducer) judgeMissed(ledger, id, tell);
      }
    },
  }),
};

function judgeEntry(entry: TraceEntry, finding: Finding, tell: Tell): void {
  const { slip, batch, dropped, lost } = finding;
  if (entry.type === "events" && slip?.isUnknown) {
    tell(
      { stage: entry.producer, subscription: entry.subscription },
      `"${entry.producer}" sent ${quoted(slip.event)}, which it had not emitted, or had sent before`,
    );
  }
  if (entry.type === "handle" && batch?.wrong?.isKnown === false) {
    tell(
      { stage: entry.stage },
      `"${entry.stage}" handled ${quoted(batch.wrong.event)}, which it was not sent, or has handled before`,
    );
  }
  if (entry.type === "discarded" && dropped?.includes(-1)) {
    tell(
      { stage: entry.stage },
      `"${entry.stage}" discarded ${quoted(entry.events?.[dropped.indexOf(-1)])}, which it did not have`,
    );
  }
  if (entry.type === "exit" && lost !== undefined && !isAccounted(lost, entry.reason)) {
    tell(
      { stage: entry.stage },
      `"${entry.stage}" announced the loss of ${lost.announced} events when it ended, and had ${lost.expected}`,
    );
  }
}

/** What a hash or a selector was at when it threw is told by the crash alone. */
function isAccounted({ announced, expected, dispatcher }: Lost, reason: unknown): boolean {
  const mayThrow = dispatcher !== "demand" && reason !== "killed" && !isCleanReason(reason);
  return mayThrow ? announced <= expected : announced === expected;
}

/** What a broadcast has sent to others. */
function judgeMissed(ledger: Ledger, id: number, tell: Tell): void {
  const subscription = ledger.subscriptions.get(id);
  if (subscription === undefined || !subscription.isAccepted) return;
  const { producer, consumer } = subscription;
  const missed = producer.hasEnded ? undefined : producer.custody.missed(subscription);
  if (missed === undefined) return;
  const what = `"${producer.name}" did not send "${consumer.name}" ${quoted(missed.event)}`;
  tell({ stage: producer.name, subscription: id }, what);
}

function judgeRest(stage: StageAccount, tell: Tell): void {
  const { name, custody, buffered, kind } = stage;
  const kept = custody.left.length;
  const isPlain = stage.facts.dispatcher !== "partition";
  if (custody.isExact && (isPlain ? kept !== buffered : kept < buffered)) {
    const oldest =
      custody.left[0] === undefined ? "" : `, the oldest ${quoted(custody.left[0].event)}`;
    tell(
      { stage: name },
      `"${name}" has ${kept} events that it neither sent nor discarded${oldest}, and ${buffered} in its buffer`,
    );
  }
  const abandoned = custody.left.find((one) => stage.abandoned.has(one));
  if (abandoned !== undefined) {
    const what = `"${name}" did not discard ${quoted(abandoned.event)}, whose partition's consumer has left`;
    tell({ stage: name }, what);
  }
  if (stage.unhandled > 0 && kind !== "producer-consumer" && kind !== "") {
    const what = `"${name}" has not handled ${stage.unhandled} events that it was sent`;
    tell({ stage: name }, what);
  }
}
