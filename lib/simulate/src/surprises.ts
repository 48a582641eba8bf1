import type { SubscriptionRef, TraceEntry } from "headgate";
import type { Violation } from "headgate/testing";
import { Planned } from "./planned.ts";
import type { Run } from "./run.ts";
import { textOf } from "./text-of.ts";

/** What the run itself saw and the trace alone does not show. */
export function surprises(run: Run): Violation[] {
  const { entries } = run.system.trace;
  const index = entries.length;
  return [
    ...entries.flatMap((entry, at) => crash(entry, at)),
    ...run.crowds.map((what) => ({ law: "children-within-demand", what, index })),
    ...[...run.subscriptions.values()]
      .flat()
      .flatMap((one) => [...kept(run, one), ...forgotten(run, one)]),
    ...run.scenario.stages.flatMap(({ name }) => [...handled(run, name), ...emitted(run, name)]),
  ];
}

/** A stage that ended with an error that nobody had planned. */
function crash(entry: TraceEntry, index: number): Violation[] {
  if (entry.type !== "exit" || !(entry.reason instanceof Error)) return [];
  const { stage, reason } = entry;
  const isRefusal =
    reason instanceof RangeError && reason.message.startsWith("Expected `partition`");
  if (reason instanceof Planned || isRefusal) return [];
  return [
    { law: "no-surprise", stage, what: `"${stage}" crashed: ${reason.stack ?? reason}`, index },
  ];
}

/** What a stage's handler was given is what the trace says. */
function handled(run: Run, name: string): Violation[] {
  const { entries } = run.system.trace;
  const told = entries.flatMap((entry) =>
    entry.type === "handle" && entry.phase === "begin" && entry.stage === name ? entry.events : [],
  );
  const seen = run.calls.flatMap(([stage, callback, given]) =>
    stage === name && callback === "handleEvents" ? (given as unknown[]) : [],
  );
  const at = told.findIndex((event, place) => event !== seen[place]);
  if (at === -1 && told.length === seen.length) return [];
  const what = `"${name}" was given ${String(seen[at])}, and the trace says ${String(told[at])}`;
  return [{ law: "trace-tells", stage: name, what, index: entries.length }];
}

/** What the callbacks of a stage made was emitted, unless it has ended. */
function emitted(run: Run, name: string): Violation[] {
  const { entries } = run.system.trace;
  const isEmitter = ["producer", "producer-consumer"].includes(run.plan(name)?.kind ?? "");
  const hasEnded = entries.some((entry) => entry.type === "exit" && entry.stage === name);
  if (!isEmitter || hasEnded || run.contexts.get(name) === undefined) return [];
  const count = entries.reduce(
    (sum, entry) => sum + (entry.type === "emit" && entry.stage === name ? entry.events.length : 0),
    0,
  );
  const made = run.next(name) - 1;
  if (count === made) return [];
  const what = `"${name}" made ${made} events and emitted ${count}`;
  return [{ law: "trace-tells", stage: name, what, index: entries.length }];
}

/** S-24: a subscription that was replaced ends, unless its consumer had ended before it could replace it. */
function kept(run: Run, { id, producer, consumer }: SubscriptionRef): Violation[] {
  const { entries } = run.system.trace;
  const hasEnded = entries.some((entry) => entry.type === "cancel" && entry.subscription === id);
  if (!run.replaced.has(id) || hasEnded || !producer.isAlive || !consumer.isAlive) return [];
  const what = `Subscription ${id} was replaced, and has not ended`;
  return [
    { law: "resubscribe", stage: consumer.name, subscription: id, what, index: entries.length },
  ];
}

/** C-3: when all children have ended, a supervisor has asked for as many as have finished, but for less than min. */
function forgotten(run: Run, { id, producer, consumer, options }: SubscriptionRef): Violation[] {
  const { entries } = run.system.trace;
  const isSupervisor = run.plan(consumer.name)?.kind === "consumer-supervisor";
  const hasEnded = entries.some((entry) => entry.type === "cancel" && entry.subscription === id);
  if (!isSupervisor || hasEnded || !producer.isAlive || !consumer.isAlive) return [];
  let owed = 0;
  for (const entry of entries) {
    if (entry.type === "ask" && entry.subscription === id) owed += entry.demand;
    if (entry.type === "events" && entry.subscription === id) owed -= entry.events.length;
  }
  const { maxDemand, minDemand } = options as { maxDemand: number; minDemand: number };
  if (owed > maxDemand - Math.max(1, minDemand)) return [];
  const what = `"${consumer.name}" has no child left, and is owed only ${owed} of ${maxDemand}`;
  return [
    { law: "supervisor-asks", stage: consumer.name, subscription: id, what, index: entries.length },
  ];
}

/** Whether a run without a trace called the same callbacks with the same. */
export function differences(run: Run, untraced: Run): Violation[] {
  const told = run.calls.map(textOf);
  const silent = untraced.calls.map(textOf);
  const at = told.findIndex((call, place) => call !== silent[place]);
  if (at === -1 && told.length === silent.length) return [];
  const what = `Without a trace call ${at} is ${silent[at]}, and with one ${told[at]}`;
  return [{ law: "same-untraced", what, index: run.system.trace.entries.length }];
}
