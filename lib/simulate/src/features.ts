import type { TraceEntry } from "headgate";
import type { Action, Scenario, StagePlan } from "./scenario.ts";

type Entry<Type extends TraceEntry["type"]> = Extract<TraceEntry, { type: Type }>;

/** What occurs in one run: to see that the generator reaches everything. */
export function featuresOf(scenario: Scenario, entries: readonly TraceEntry[]): Set<string> {
  const found = new Set<string>();
  const started = new Set<string>();
  for (const entry of entries) {
    if (entry.type === "start") started.add(entry.stage);
    const feature = traced(entry);
    if (feature !== undefined) found.add(feature);
  }
  if (scenario.delivery === "eager") found.add("delivery: eager");
  if (started.size >= 8) found.add("topology: 8 stages and more");
  for (const plan of scenario.stages) {
    if (started.has(plan.name)) for (const one of planned(plan)) found.add(one);
  }
  for (const { act, when } of scenario.steps) {
    if (!started.has(act.stage)) continue;
    found.add(done(act));
    if ("call" in when) found.add("steps: within a call");
  }
  const [fanIn, fanOut] = [edgeCounts(entries, "consumer"), edgeCounts(entries, "producer")];
  if (Math.max(0, ...fanIn.values()) > 1) found.add("topology: fan-in");
  if (Math.max(0, ...fanOut.values()) > 1) found.add("topology: fan-out");
  return found;
}

function edgeCounts(
  entries: readonly TraceEntry[],
  end: "producer" | "consumer",
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    if (entry.type === "subscribe") counts.set(entry[end], (counts.get(entry[end]) ?? 0) + 1);
  }
  return counts;
}

function done(act: Action): string {
  if (act.do === "stop")
    return `steps: stop ${act.reason === "bad" ? "with a failure" : "in order"}`;
  return act.do === "mode" ? `steps: ${act.mode}` : `steps: ${act.do}`;
}

function* planned(plan: StagePlan): Iterable<string> {
  const { kind, dispatcher, bufferSize, source, handler, children, subscribeTo = [] } = plan;
  yield `stages: ${kind}`;
  if (plan.isLate) yield "stages: started late";
  if (bufferSize !== undefined)
    yield `buffer: of ${typeof bufferSize === "number" && bufferSize > 1 ? "a few" : bufferSize}`;
  if (plan.demand !== undefined) yield "demand: accumulate from the start";
  if (plan.onCancel !== undefined) yield `handleCancel: ${plan.onCancel}`;
  if (kind === "producer" || kind === "producer-consumer") yield dispatcherFeature(plan);
  if (dispatcher?.kind === "partition" && dispatcher.rewrites)
    yield "dispatcher: partition that rewrites events";
  const asynchronous = source ?? handler;
  if (asynchronous?.delayMs !== undefined) yield "handlers: that take time";
  if (asynchronous?.isAsync) yield "handlers: of settled promises";
  if (source?.gives !== undefined) yield `producers: give ${source.gives}`;
  if (source?.completes) yield "producers: complete";
  if (handler?.makes !== undefined) yield `producer-consumers: make ${handler.makes}`;
  if (handler?.asks !== undefined) yield "handlers: that ask by hand";
  if (handler?.stopsAt !== undefined) yield "handlers: that stop their stage";
  if (children !== undefined) yield `children: ${children.are ?? "promises"}`;
  if (children?.failsEvery !== undefined)
    yield `children: that fail, ${children.restart ?? "temporary"}`;
  for (const { cancel = "permanent", selects } of subscribeTo) {
    yield `subscriptions: ${cancel}`;
    if (selects !== undefined) yield "subscriptions: with a selector";
  }
}

function dispatcherFeature({ dispatcher }: StagePlan): string {
  if (dispatcher?.kind !== "partition") return `dispatcher: ${dispatcher?.kind ?? "demand"}`;
  const isNumbered = typeof dispatcher.partitions[0] === "number";
  return `dispatcher: partition, ${isNumbered ? "numbered" : "named"}`;
}

/** What a trace tells, told apart by what becomes of events and subscriptions. */
function traced(entry: TraceEntry): string | undefined {
  switch (entry.type) {
    case "discarded":
      return `lost: ${entry.why}`;
    case "replay":
      return "demand: played back";
    case "unbuffered":
      return "buffer: emptied by an ask";
    case "events":
      return entry.events.length === 0 ? "events: none of a message selected" : undefined;
    case "exit":
      return ended(entry);
    case "release":
      return ended(entry, "subscriptions: ended, ");
    default:
      return undefined;
  }
}

function ended({ reason }: Entry<"exit" | "release">, what = "stages: ended, "): string {
  if (reason instanceof Error)
    return `${what}${reason.name === "Planned" ? "a callback threw" : "refused"}`;
  return `${what}${String(reason)}`;
}
