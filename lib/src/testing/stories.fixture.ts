import { consumer, producer, producerConsumer, type SubscriptionRef } from "../definitions.ts";
import { consumerSupervisor } from "../consumer-supervisor.ts";
import { broadcastDispatcher } from "../dispatchers/broadcast-dispatcher.ts";
import { partitionDispatcher } from "../dispatchers/partition-dispatcher.ts";
import type { System } from "../system.ts";
import type { TraceEntry } from "../trace.ts";
import { hand, manual, virtualSystem } from "../virtual-system.fixture.ts";
import type { CheckOptions } from "./check-trace.ts";

/** A run that keeps all laws, and what the checker is told of it. */
export interface Story {
  readonly entries: readonly TraceEntry[];
  readonly options: CheckOptions;
}

/** A system that is traced, and what waits for it to come to rest and remembers where. */
function traced(): { system: System; restsAt: number[]; rest: () => Promise<void> } {
  const { system } = virtualSystem({ trace: { details: true } });
  const restsAt: number[] = [];
  const rest = async (): Promise<void> => {
    await system.idle();
    restsAt.push(system.trace.entries.length);
  };
  return { system, restsAt, rest };
}

const collect = consumer<unknown>(() => ({ handleEvents: () => {} }));

/**
 * "feed" with a buffer of 2 and "end", 4/2: it is sent 1 to 4, leaves, 5 to 7 are buffered, of which 5 is
 * dropped, it subscribes again and is sent 6 and 7; an info message waits behind them; feed ends.
 */
export async function bufferStory(): Promise<Story> {
  const { system, restsAt, rest } = traced();
  const source = hand(() => ({ handleInfo: () => {} }));
  const feed = system.start(source.definition, { name: "feed", bufferSize: 2 });
  const end = system.start(collect, { name: "end" });
  const options = { to: feed, maxDemand: 4, minDemand: 2, cancel: "temporary" } as const;
  const first = await system.syncSubscribe(end, options);
  await rest();
  source.emit(1, 2, 3, 4);
  await rest();
  system.cancel(first, "enough");
  await rest();
  source.emit(5, 6, 7);
  system.asyncInfo(feed, "info");
  await rest();
  await system.syncSubscribe(end, options);
  await rest();
  await system.stop(feed, "shutdown");
  await rest();
  const facts = { dispatcher: "demand", bufferSize: 2, bufferKeep: "last" } as const;
  const ours = { cancel: "temporary", isAskedByHand: false } as const;
  const subscriptions = { 1: ours, 2: ours };
  const { entries } = system.trace;
  return { entries, options: { restsAt, stages: { feed: facts }, subscriptions } };
}

/** "feed" gives as asked to "double", 4/0, which "end" asks for one event by hand, and later for four. */
export async function pipelineStory(): Promise<Story> {
  const { system, restsAt, rest } = traced();
  let next = 1;
  const counter = producer(() => ({
    handleDemand: (demand) => Array.from({ length: demand }, () => next++),
  }));
  const double = producerConsumer(() => ({
    handleEvents: (events: number[]) => events.flatMap((n) => [`${n}a`, `${n}b`]),
  }));
  const asked: { from?: SubscriptionRef } = {};
  const end = consumer<unknown>(() => ({
    handleSubscribe: (_role, _options, from) => {
      asked.from = from;
      return "manual";
    },
    handleEvents: () => {},
  }));
  const feed = system.start(counter, { name: "feed" });
  const middle = system.start(double, {
    name: "double",
    subscribeTo: [{ to: feed, maxDemand: 4, minDemand: 0 }],
  });
  system.start(end, { name: "end", subscribeTo: [{ to: middle }] });
  for (const demand of [0, 1, 4]) {
    if (asked.from !== undefined) system.ask(asked.from, demand);
    await rest();
  }
  const stages = { feed: { dispatcher: "demand" }, double: { dispatcher: "demand" } } as const;
  return { entries: system.trace.entries, options: { restsAt, stages } };
}

/** "feed" broadcasts to "all" and to "even"; "review" has a child for each event, 2/2 at once. */
export async function broadcastStory(): Promise<Story> {
  const { system, restsAt, rest } = traced();
  const source = hand();
  const isEven = (event: unknown): boolean => Number(event) % 2 === 0;
  const feed = system.start(source.definition, { name: "feed", dispatcher: broadcastDispatcher() });
  const to = { to: feed, maxDemand: 4, minDemand: 0 };
  system.start(collect, { name: "all", subscribeTo: [to] });
  system.start(collect, { name: "even", subscribeTo: [{ ...to, selector: isEven }] });
  const review = consumerSupervisor((_event, child) => child.sleep(5));
  system.start(review, { name: "review", subscribeTo: [{ ...to, minDemand: 2 }] });
  await rest();
  source.emit(1, 2, 3, 4);
  await rest();
  source.emit(5, 6, 7, 8);
  await rest();
  const { entries } = system.trace;
  const subscriptions = { 2: { selector: isEven }, 3: { isAskedByHand: false } };
  const stages = { feed: { dispatcher: "broadcast" } } as const;
  return { entries, options: { restsAt, stages, subscriptions } };
}

/** "feed" sends odd and even events apart: "even" comes late, takes one of the two kept for it, and leaves. */
export async function partitionStory(): Promise<Story> {
  const { system, restsAt, rest } = traced();
  const source = hand();
  const partitionOf = (event: unknown): string => (Number(event) % 2 === 0 ? "even" : "odd");
  const dispatcher = partitionDispatcher({
    partitions: ["odd", "even"],
    hash: (event: unknown) => [event, partitionOf(event)],
  });
  const feed = system.start(source.definition, { name: "feed", dispatcher });
  const odd = { to: feed, maxDemand: 6, minDemand: 0, partition: "odd" };
  system.start(collect, { name: "odd", subscribeTo: [odd] });
  await rest();
  source.emit(1, 2, 3, 4);
  await rest();
  const even = system.start(manual([]), { name: "even" });
  const to = { to: feed, partition: "even", cancel: "temporary" } as const;
  const late = await system.syncSubscribe(even, to);
  system.cast(even, 1);
  await rest();
  system.cancel(late);
  await rest();
  const { entries } = system.trace;
  const subscriptions = { 1: { partition: "odd" }, 2: { partition: "even" } };
  const stages = { feed: { dispatcher: "partition", partitionOf } } as const;
  return { entries, options: { restsAt, stages, subscriptions } };
}
