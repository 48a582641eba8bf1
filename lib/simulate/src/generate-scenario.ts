import type { StageKind } from "headgate";
import {
  childrenPlan,
  dispatcherPlan,
  handlerPlan,
  sourcePlan,
  subscriptionPlan,
} from "./generate-parts.ts";
import { generateSteps } from "./generate-steps.ts";
import { Random } from "./random.ts";
import type { Scenario, StagePlan, SubscriptionPlan } from "./scenario.ts";

/** The scenario of a seed: always the same one. */
export function generateScenario(seed: number): Scenario {
  const random = new Random(seed);
  // Small ones find most, and are read with less trouble.
  const size = random.chance(0.45) ? random.integer(2, 4) : random.integer(1, 12);
  const stages: StagePlan[] = [];
  for (let index = 0; index < size; index++) {
    stages.push(stagePlan(random, stages, index, index === size - 1));
  }
  return {
    seed: random.integer(1, 1_000_000),
    ...(random.chance(0.35) && { delivery: "eager" }),
    stages,
    steps: generateSteps(random, stages),
  };
}

const letters = "abcdefghijkl";

function stagePlan(
  random: Random,
  before: readonly StagePlan[],
  index: number,
  isLast: boolean,
): StagePlan {
  const kind = index === 0 ? "producer" : kindOf(random, isLast);
  const plan: { -readonly [Key in keyof StagePlan]: StagePlan[Key] } = {
    name: letters[index] as string,
    kind,
  };
  if (kind === "producer") plan.source = sourcePlan(random);
  else if (kind === "consumer-supervisor") plan.children = childrenPlan(random);
  else plan.handler = handlerPlan(random, kind);
  if (kind === "producer" || kind === "producer-consumer") {
    const dispatcher = dispatcherPlan(random);
    if (dispatcher !== undefined) plan.dispatcher = dispatcher;
    if (random.chance(0.5)) plan.bufferSize = random.pick([0, 1, 2, 3, 5, 20, "Infinity"] as const);
    if (random.chance(0.3)) plan.bufferKeep = random.pick(["first", "last"] as const);
  }
  if (kind === "producer" && random.chance(0.25)) plan.demand = "accumulate";
  if (kind !== "consumer-supervisor" && random.chance(0.15)) {
    plan.onCancel = random.pick(["emits", "emits", "stops", "throws", "sleeps"] as const);
  }
  if (kind !== "producer") plan.subscribeTo = subscriptions(random, before);
  // Late subscribers; seldom a stage that others are waiting for.
  const isEmitter = kind === "producer" || kind === "producer-consumer";
  if (index > 0 && random.chance(isEmitter ? 0.05 : 0.25)) plan.isLate = true;
  return plan;
}

function kindOf(random: Random, isLast: boolean): StageKind {
  const dice = random.next();
  if (isLast)
    return dice < 0.75 ? "consumer" : dice < 0.9 ? "consumer-supervisor" : "producer-consumer";
  if (dice < 0.15) return "producer";
  if (dice < 0.55) return "producer-consumer";
  return dice < 0.88 ? "consumer" : "consumer-supervisor";
}

function subscriptions(random: Random, before: readonly StagePlan[]): SubscriptionPlan[] {
  if (random.chance(0.04)) return [];
  const emitters = before.filter(({ kind }) => kind === "producer" || kind === "producer-consumer");
  const count = random.chance(0.7) ? 1 : random.integer(1, 3);
  const chosen: SubscriptionPlan[] = [];
  const idle = emitters.filter((one) => hasRoom(before, one));
  for (let n = 0; n < count; n++) {
    const from = idle.length > 0 && random.chance(0.6) ? idle : emitters;
    const to = random.pick(from);
    // Twice to the same producer is allowed, and seldom meant.
    if (chosen.some((one) => one.to === to.name) && random.chance(0.8)) continue;
    chosen.push(
      subscriptionPlan(random, to, [...before.flatMap((it) => it.subscribeTo ?? []), ...chosen]),
    );
  }
  return chosen;
}

/** Whether nobody subscribes to it yet, or one of its partitions is free. */
function hasRoom(stages: readonly StagePlan[], { name, dispatcher }: StagePlan): boolean {
  const count = stages
    .flatMap((one) => one.subscribeTo ?? [])
    .filter(({ to }) => to === name).length;
  return count < (dispatcher?.kind === "partition" ? dispatcher.partitions.length : 1);
}
