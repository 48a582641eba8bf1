import { subscriptionPlan } from "./generate-parts.ts";
import type { Random } from "./random.ts";
import type { Action, StagePlan, Step, When } from "./scenario.ts";

/** What is done to the stages, in order. */
export function generateSteps(random: Random, stages: readonly StagePlan[]): Step[] {
  return new StepMaker(random, stages).make();
}

type Kind = Action["do"];
type Scene =
  | "accumulate"
  | "forward"
  | "push"
  | "ask"
  | "leave"
  | "join"
  | "info"
  | "complete"
  | "resubscribe";

/** What corner cases begin with. Each scene may be missing, and other steps may come between. */
const plots: readonly (readonly Scene[])[] = [
  ["push", "accumulate", "ask", "leave", "push", "forward"],
  ["leave", "push", "accumulate", "join", "push", "forward"],
  ["accumulate", "ask", "leave", "forward", "join"],
  ["leave", "push", "join", "ask"],
  ["leave", "push", "info", "join"],
  ["push", "complete", "accumulate", "join", "forward"],
  ["leave", "join", "leave", "resubscribe"],
];

const kinds = (
  "start stop stop kill crash emit emit push push push info info complete mode mode mode " +
  "subscribe subscribe subscribe resubscribe resubscribe cancel cancel cancel cancel ask"
).split(" ") as Kind[];

/** Most of the steps go at one stage and its consumers: what goes wrong needs several of them. */
class StepMaker {
  readonly #random: Random;
  readonly #stages: readonly StagePlan[];
  readonly #emitters: readonly StagePlan[];
  readonly #focus: StagePlan;
  readonly #nearby: readonly StagePlan[];

  constructor(random: Random, stages: readonly StagePlan[]) {
    this.#random = random;
    this.#stages = stages;
    this.#emitters = stages.filter(isEmitter);
    this.#focus = random.pick(this.#emitters);
    const { name } = this.#focus;
    const consumers = stages.filter(({ subscribeTo = [] }) =>
      subscribeTo.some(({ to }) => to === name),
    );
    this.#nearby = [this.#focus, ...consumers];
  }

  make(): Step[] {
    const random = this.#random;
    const steps: Step[] = this.#stages
      .filter(({ isLate }) => isLate)
      .map(({ name }) => ({ when: this.#when(), act: { do: "start", stage: name } }));
    const isPlain = random.chance(0.25);
    const count = isPlain ? 0 : random.integer(1, random.chance(0.3) ? 20 : 8);
    for (let n = 0; n < count; n++) {
      const step = { when: this.#when(), act: this.#action(random.pick(kinds)) };
      steps.splice(random.integer(0, steps.length), 0, step);
    }
    if (random.chance(isPlain ? 0.7 : 0.35)) this.#weave(random.pick(plots), steps);
    // Most of those who held back are set free in the end.
    for (const { name, demand } of this.#stages) {
      if (demand !== "accumulate" || !random.chance(0.9)) continue;
      const act = { do: "mode", stage: name, mode: "forward" } as const;
      steps.splice(random.integer(0, steps.length), 0, { when: this.#when(), act });
    }
    return steps;
  }

  /** Puts the scenes of a plot between the steps, in order. */
  #weave(plot: readonly Scene[], steps: Step[]): void {
    const random = this.#random;
    let at = 0;
    for (const scene of plot) {
      if (random.chance(0.1)) continue;
      at = random.integer(at, Math.min(steps.length, at + 1));
      // Not within a call: that would take it out of its order.
      const when = random.chance(0.5) ? ({ at: "rest" } as const) : { afterMs: 0 };
      steps.splice(at++, 0, { when, act: this.#scene(scene) });
    }
  }

  #scene(scene: Scene): Action {
    const random = this.#random;
    const stage = this.#focus.name;
    const { name: consumer } = random.pick(this.#nearby.slice(this.#nearby.length > 1 ? 1 : 0));
    switch (scene) {
      case "accumulate":
      case "forward":
        return { do: "mode", stage, mode: scene };
      case "push":
        return { do: random.pick(["push", "emit"] as const), stage, count: random.integer(1, 5) };
      case "leave":
        return random.chance(0.5)
          ? { do: "kill", stage: consumer }
          : { do: "cancel", stage: consumer, nth: 0, reason: "normal" };
      case "join":
        return random.chance(0.5)
          ? { do: "start", stage: consumer }
          : this.#onSubscription("subscribe", consumer);
      case "ask":
      case "resubscribe":
        return this.#onSubscription(scene, consumer);
      default:
        return { do: scene, stage };
    }
  }

  #any(): StagePlan {
    return this.#random.pick(this.#random.chance(0.7) ? this.#nearby : this.#stages);
  }

  #emitter(): string {
    return (this.#random.chance(0.7) ? this.#focus : this.#random.pick(this.#emitters)).name;
  }

  #when(): When {
    const random = this.#random;
    const dice = random.next();
    if (dice < 0.4) return { afterMs: random.pick([0, 0, 0, 1, 2, 5, 10, 30]) };
    if (dice < 0.65) return { at: "rest" };
    return { call: random.integer(1, random.chance(0.5) ? 3 : 10), of: this.#any().name };
  }

  #action(kind: Kind): Action {
    const random = this.#random;
    const stage = this.#any().name;
    switch (kind) {
      case "stop":
        return { do: kind, stage, reason: random.pick(["normal", "shutdown", "bad"] as const) };
      case "emit":
      case "push":
        return { do: kind, stage: this.#emitter(), count: random.integer(1, 12) };
      case "complete":
        return { do: kind, stage: this.#emitter() };
      case "mode":
        return {
          do: kind,
          stage: this.#emitter(),
          mode: random.pick(["accumulate", "forward"] as const),
        };
      case "subscribe":
      case "resubscribe":
      case "cancel":
      case "ask":
        return this.#onSubscription(kind, stage);
      default:
        return { do: kind, stage };
    }
  }

  #onSubscription(kind: "subscribe" | "resubscribe" | "cancel" | "ask", stage: string): Action {
    const random = this.#random;
    const nth = random.chance(0.7) ? 0 : random.integer(1, 2);
    const index = this.#stages.findIndex(({ name }) => name === stage);
    const before = this.#stages.slice(0, index).filter(isEmitter);
    if (this.#stages[index]?.kind === "producer" || before.length === 0)
      return { do: "info", stage };
    if (kind === "cancel") {
      return { do: kind, stage, nth, reason: random.pick(["normal", "normal", "bad"] as const) };
    }
    if (kind === "ask") return { do: kind, stage, nth, demand: random.integer(0, 9) };
    const to =
      before.includes(this.#focus) && random.chance(0.7) ? this.#focus : random.pick(before);
    const others = random.chance(0.5) ? [] : this.#stages.flatMap((one) => one.subscribeTo ?? []);
    const plan = subscriptionPlan(random, to, others);
    if (kind === "subscribe") return { do: kind, stage, with: plan };
    return { do: kind, stage, nth, with: plan };
  }
}

function isEmitter({ kind }: StagePlan): boolean {
  return kind === "producer" || kind === "producer-consumer";
}
