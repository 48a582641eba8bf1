import type { Random } from "./random.ts";
import {
  type ChildrenPlan,
  type DispatcherPlan,
  type HandlerPlan,
  keyCount,
  type SourcePlan,
  type StagePlan,
  type SubscriptionPlan,
} from "./scenario.ts";

/** What a seldom feature looks like in a plan: its key with the value, or nothing. */
function maybe<const Key extends string, Value>(
  random: Random,
  probability: number,
  key: Key,
  value: () => Value,
): { [K in Key]?: Value } {
  return random.chance(probability) ? ({ [key]: value() } as { [K in Key]?: Value }) : {};
}

export function sourcePlan(random: Random): SourcePlan {
  return {
    total: random.chance(0.7)
      ? random.integer(0, 30)
      : random.integer(30, random.chance(0.05) ? 1000 : 60),
    ...maybe(random, 0.35, "gives", () =>
      random.pick(["fewer", "more", "later", "nothing"] as const),
    ),
    ...maybe(random, 0.2, "delayMs", () => random.pick([0, 1, 5, 10])),
    ...maybe(random, 0.15, "isAsync", () => true as const),
    ...maybe(random, 0.06, "throwsAt", () => random.integer(1, 5)),
    ...maybe(random, 0.25, "completes", () => true as const),
  };
}

export function handlerPlan(random: Random, kind: "consumer" | "producer-consumer"): HandlerPlan {
  const isEmitting = kind === "producer-consumer";
  return {
    ...maybe(random, 0.35, "delayMs", () => random.pick([0, 1, 3, 10])),
    ...maybe(random, isEmitting ? 0.45 : 0, "makes", () =>
      random.pick(["nothing", "some", "some", "two", "two", "later"] as const),
    ),
    ...maybe(random, 0.15, "isAsync", () => true as const),
    ...maybe(random, 0.05, "throwsAt", () => random.integer(1, 6)),
    ...maybe(random, 0.04, "stopsAt", () => random.integer(1, 6)),
    ...maybe(random, 0.2, "asks", () =>
      Array.from({ length: random.integer(1, 3) }, () => random.pick([0, 1, 2, 3, 7])),
    ),
  };
}

export function childrenPlan(random: Random): ChildrenPlan {
  return {
    delayMs: random.pick([0, 1, 5, 20]),
    ...maybe(random, 0.35, "are", () => random.pick(["stages", "nothing"] as const)),
    ...maybe(random, 0.4, "failsEvery", () => random.integer(1, 5)),
    ...maybe(random, 0.5, "restart", () => "transient" as const),
    ...maybe(random, 0.5, "maxRestarts", () => random.pick([0, 2, 100])),
  };
}

export function dispatcherPlan(random: Random): DispatcherPlan | undefined {
  const dice = random.next();
  if (dice < 0.4) return undefined;
  if (dice < 0.5) return { kind: "demand", ...maybe(random, 0.5, "shuffles", () => true as const) };
  if (dice < 0.72) return { kind: "broadcast" };
  const count = random.integer(1, 4);
  const names = random.chance(0.5) ? ["p", "q", "r", "s"] : [0, 1, 2, 3];
  return {
    kind: "partition",
    partitions: names.slice(0, count),
    ...maybe(random, 0.3, "skips", () => random.integer(0, keyCount - 1)),
    ...maybe(random, 0.2, "rewrites", () => true as const),
    ...maybe(random, 0.04, "throwsFor", () => random.integer(0, keyCount - 1)),
  };
}

/** A subscription to a stage, of which there are `others`. */
export function subscriptionPlan(
  random: Random,
  to: StagePlan,
  others: readonly SubscriptionPlan[],
): SubscriptionPlan {
  const maxDemand = random.chance(0.6) ? random.pick([1, 2, 3, 5, 10]) : random.integer(1, 30);
  const minDemand = random.pick([
    0,
    Math.floor(maxDemand / 2),
    maxDemand - 1,
    random.integer(0, maxDemand - 1),
  ]);
  const plan: { -readonly [Key in keyof SubscriptionPlan]: SubscriptionPlan[Key] } = {
    to: to.name,
    maxDemand,
    minDemand,
  };
  if (random.chance(0.85))
    plan.cancel = random.pick(["temporary", "temporary", "temporary", "transient"] as const);
  const { dispatcher } = to;
  if (dispatcher?.kind === "broadcast" && random.chance(0.3)) plan.selects = random.integer(1, 4);
  if (dispatcher?.kind === "partition" && !random.chance(0.04)) {
    const taken = others.filter((one) => one.to === to.name).map(({ partition }) => partition);
    const free = dispatcher.partitions.filter((name) => !taken.includes(name));
    plan.partition = random.pick(
      free.length > 0 && !random.chance(0.05) ? free : dispatcher.partitions,
    );
  }
  return plan;
}
