import { describeReason } from "../../errors.ts";
import { isCleanReason } from "../../exit-reason.ts";
import type { TraceEntry } from "../../trace.ts";
import type { Law, Tell } from "../law.ts";
import type { Ledger } from "../ledger.ts";
import type { SubscriptionAccount } from "../subscription-account.ts";

type Type = TraceEntry["type"];

/** Either end of a subscription learns of its end, once, and keeps to it. */
export const endsOnce: Law = {
  name: "ends-once",
  says: "Every subscription begins once and ends once, at both its ends (clauses 8, 10 and 11, S-18 to S-20).",
  begin: (ledger, tell) => {
    const seen = new Map<number, Set<Type>>();
    return {
      entry: (entry) => {
        if (entry.type === "handle" && entry.phase === "begin") judgeHandled(ledger, entry, tell);
        if (entry.type === "exit" && entry.reason === "already_subscribed") {
          const { stage } = entry;
          tell({ stage }, `"${stage}" ended because it was subscribed already, which ends nobody`);
        }
        if (!("subscription" in entry) || !("consumer" in entry)) return;
        const types = seen.get(entry.subscription) ?? new Set<Type>();
        seen.set(entry.subscription, types);
        judgeEntry(ledger, entry, types, tell);
        types.add(entry.type);
      },
      rest: () => {
        for (const account of ledger.subscriptions.values()) {
          if (seen.get(account.id)?.has("subscribe")) judgeRest(ledger, account, tell);
        }
      },
    };
  },
};

const onlyOnce: readonly Type[] = ["subscribe", "accept", "release", "cancel"];

function judgeEntry(
  ledger: Ledger,
  entry: Extract<TraceEntry, { consumer: string }>,
  before: ReadonlySet<Type>,
  tell: Tell,
): void {
  const { type, producer, consumer, subscription } = entry;
  const place = { stage: producer, subscription };
  const name = `subscription ${subscription} of "${consumer}" to "${producer}"`;
  if (onlyOnce.includes(type) && before.has(type)) {
    tell(place, `There is a second "${type}" of ${name}`);
  }
  if (!ledger.hasDetails) return;
  if (type === "accept" && before.has("release"))
    tell(place, `"${producer}" took ${name} on again`);
  if (type !== "events") return;
  if (before.has("release")) tell(place, `"${producer}" sent on ${name}, which it had let go`);
  else if (!before.has("accept"))
    tell(place, `"${producer}" sent on ${name}, which it had not taken on`);
}

/** S-5: only a producer-consumer has a queue that it goes through after the end. */
function judgeHandled(
  ledger: Ledger,
  { stage, subscription = 0 }: Extract<TraceEntry, { type: "handle" }>,
  tell: Tell,
): void {
  const account = ledger.subscriptions.get(subscription);
  if (account?.end === undefined || account.consumer.kind === "producer-consumer") return;
  tell({ stage, subscription }, `"${stage}" handled events of ${account.name}, which had ended`);
}

function judgeRest(ledger: Ledger, account: SubscriptionAccount, tell: Tell): void {
  const { id, end, producer, consumer, name } = account;
  const isOverForProducer = producer.hasEnded || account.isReleased;
  if (isOverForProducer && !consumer.hasEnded && end === undefined) {
    tell(
      { stage: consumer.name, subscription: id },
      `"${consumer.name}" was not told that ${name} has ended`,
    );
  }
  const isOverForConsumer = consumer.hasEnded || end !== undefined;
  if (ledger.hasDetails && isOverForConsumer && !producer.hasEnded && account.isOpenToProducer) {
    tell(
      { stage: producer.name, subscription: id },
      `"${producer.name}" still holds ${name}, which has ended`,
    );
  }
  // P-2, P-6: a producer-consumer goes through its queue first, and only while it is asked.
  const mayWait = consumer.hasQueue || (consumer.hasQueuedBehind && (consumer.room ?? 0) <= 0);
  if (end === undefined || consumer.hasEnded || mayWait) return;
  if (!endsConsumer(account, end.reason)) return;
  const what = `"${consumer.name}" runs on, though its ${account.facts.cancel} ${name} ended with ${describeReason(end.reason)}`;
  tell({ stage: consumer.name, subscription: id }, what);
}

/** Whether the consumer ends with this subscription (S-19, S-20). */
function endsConsumer({ facts: { cancel } }: SubscriptionAccount, reason: unknown): boolean {
  if (cancel === undefined || cancel === "temporary" || reason === "already_subscribed")
    return false;
  return cancel === "permanent" || !isCleanReason(reason);
}
