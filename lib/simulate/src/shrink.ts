import { runScenario, type Outcome } from "./run-scenario.ts";
import type { Scenario, StagePlan, Step, SubscriptionPlan } from "./scenario.ts";

/** A scenario that still breaks the law, and its run. */
export interface Shrunk {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
}

/** So many smaller scenarios are tried at most. */
const mostTries = 4000;

/**
 * Makes a failing scenario smaller, part by part, as long as the same law is broken: stages, steps and
 * features go, numbers come down.
 */
export async function shrink(
  scenario: Scenario,
  law: string,
  run: (scenario: Scenario) => Promise<Outcome> = runScenario,
): Promise<Shrunk> {
  let best: Shrunk = { scenario, outcome: await run(scenario) };
  let tries = 0;
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const candidate of smallerScenarios(best.scenario)) {
      if (++tries > mostTries) return best;
      const outcome = await run(candidate);
      if (!outcome.violations.some((one) => one.law === law)) continue;
      best = { scenario: candidate, outcome };
      isSmaller = true;
      break;
    }
  }
  return best;
}

/** Scenarios with one part less, or one number nearer to the least; the largest parts first. */
export function* smallerScenarios(scenario: Scenario): Iterable<Scenario> {
  const { stages, steps } = scenario;
  for (const { name } of stages) {
    yield tidy({ ...scenario, stages: stages.filter((one) => one.name !== name) });
  }
  for (const step of steps) yield { ...scenario, steps: steps.filter((one) => one !== step) };
  for (const smaller of smallerValues(scenario, "")) {
    const candidate = tidy(smaller as Scenario);
    // What cannot be smaller is put back by `tidy`: that is no progress.
    if (JSON.stringify(candidate) !== JSON.stringify(scenario)) yield candidate;
  }
  for (const [index, { when, act }] of steps.entries()) {
    for (const simpler of [{ afterMs: 0 }, { at: "rest" }] as const) {
      if ("afterMs" in when || ("at" in when && "at" in simpler)) continue;
      const changed: Step = { when: simpler, act };
      yield { ...scenario, steps: steps.with(index, changed) };
    }
  }
}

/** Keys without which a plan is still one. */
const optional = new Set<string>(
  (
    "delivery isLate isAsync dispatcher bufferSize bufferKeep demand onCancel gives delayMs throwsAt completes makes stopsAt asks are " +
    "failsEvery restart maxRestarts shuffles skips rewrites throwsFor cancel partition selects"
  ).split(" "),
);

/** What a number cannot be below; of others 0. */
const least: Readonly<Record<string, number>> = {
  seed: 1,
  maxDemand: 1,
  call: 1,
  throwsAt: 1,
  stopsAt: 1,
  failsEvery: 1,
  selects: 1,
  count: 1,
};

function* smallerValues(value: unknown, key: string): Iterable<unknown> {
  if (typeof value === "number") {
    const from = least[key] ?? 0;
    for (const one of new Set([from, Math.floor((value + from) / 2), value - 1])) {
      if (one < value && one >= from) yield one;
    }
  } else if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) {
      if (key !== "stages" && key !== "steps" && value.length > 1) yield value.toSpliced(index, 1);
      // A partition's number is its name.
      if (key === "partitions") continue;
      for (const smaller of smallerValues(one, "")) yield value.with(index, smaller);
    }
  } else if (typeof value === "object" && value !== null) {
    yield* smallerObjects(value as Record<string, unknown>);
  }
}

function* smallerObjects(value: Record<string, unknown>): Iterable<unknown> {
  for (const key of Object.keys(value)) {
    // What an action does it does with all it has.
    if (!optional.has(key) || "do" in value) continue;
    const { [key]: _gone, ...rest } = value;
    yield rest;
  }
  for (const [key, one] of Object.entries(value)) {
    for (const smaller of smallerValues(one, key)) yield { ...value, [key]: smaller };
  }
}

/** Takes out what refers to stages that are gone, and keeps `minDemand` below `maxDemand`. */
function tidy(scenario: Scenario): Scenario {
  const names = new Set(scenario.stages.map(({ name }) => name));
  const stages = scenario.stages.map((plan): StagePlan => {
    if (plan.subscribeTo === undefined) return plan;
    return { ...plan, subscribeTo: plan.subscribeTo.filter(({ to }) => names.has(to)).map(tidied) };
  });
  const steps = scenario.steps
    .filter(({ when, act }) => names.has(act.stage) && !("of" in when && !names.has(when.of)))
    .filter(({ act }) => !("with" in act) || names.has(act.with.to))
    .map(({ when, act }): Step =>
      "with" in act ? { when, act: { ...act, with: tidied(act.with) } } : { when, act },
    );
  return { ...scenario, stages, steps };
}

function tidied(plan: SubscriptionPlan): SubscriptionPlan {
  return { ...plan, minDemand: Math.min(plan.minDemand, plan.maxDemand - 1) };
}
