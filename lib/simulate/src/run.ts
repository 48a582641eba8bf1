import {
  type ConsumerRef,
  type ProducerRef,
  type StageContext,
  type StageRef,
  type SubscriptionRef,
  System,
} from "headgate";
import type { CheckOptions } from "headgate/testing";
import { act } from "./actions.ts";
import { definitionOf, type Witness } from "./behaviours.ts";
import { factoryOf, factsOf } from "./dispatcher-of.ts";
import { keyOf, makerOf, original } from "./event.ts";
import type { Scenario, StagePlan, SubscriptionPlan } from "./scenario.ts";

/** More calls of callbacks than any scenario needs: it runs in a circle. */
const mostCalls = 10_000;
/** As many entries of the trace as so many calls can make. */
const traceLimit = 200_000;

/** A scenario while it runs. */
export class Run implements Witness {
  readonly scenario: Scenario;
  readonly system: System;
  readonly restsAt: number[] = [];
  /** The stages that were started, the latest of each name. */
  readonly refs: Map<string, StageRef> = new Map();
  readonly contexts: Map<string, StageContext> = new Map();
  readonly subscriptions: Map<string, SubscriptionRef[]> = new Map();
  /** The automatic subscriptions that somebody asked on by hand. */
  readonly askedByHand: Set<number> = new Set();
  /** The subscriptions that somebody has replaced by another to the same producer. */
  readonly replaced: Set<number> = new Set();
  /** Each call of a callback, in order: of which stage, and with what. */
  readonly calls: (readonly [name: string, callback: string, given: unknown])[] = [];
  /** More children at once than were asked for: in words. */
  readonly crowds: string[] = [];
  readonly #handlerCalls = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  readonly #children = new Map<string, number>();

  constructor(scenario: Scenario, isTraced: boolean) {
    this.scenario = scenario;
    this.system = new System({
      clock: "virtual",
      seed: scenario.seed,
      delivery: scenario.delivery ?? "queued",
      trace: isTraced && { limit: traceLimit, details: true },
      log: false,
    });
  }

  async play(): Promise<void> {
    const { stages, steps } = this.scenario;
    for (const plan of stages) if (!plan.isLate) this.start(plan);
    for (const { when, act: action } of steps) {
      if ("call" in when) continue;
      if ("at" in when) await this.#rest();
      else await this.system.advance(when.afterMs);
      act(this, action);
    }
    // Until no timer is left: each may have set another.
    for (let before = -1; before !== this.calls.length && !this.isEndless;) {
      before = this.calls.length;
      await this.#rest();
      await this.system.advance(1000);
    }
    await this.#rest();
  }

  /** Whether it was given up. */
  get isEndless(): boolean {
    return this.calls.length > mostCalls;
  }

  async #rest(): Promise<void> {
    await this.system.idle();
    this.restsAt.push(this.system.trace.entries.length);
  }

  killAll(): void {
    for (const ref of this.refs.values()) void this.system.stop(ref, "kill");
  }

  plan(name: string): StagePlan | undefined {
    return this.scenario.stages.find((one) => one.name === name);
  }

  start(plan: StagePlan): void {
    const { kind, dispatcher, bufferSize, bufferKeep, demand, subscribeTo } = plan;
    const options = {
      name: plan.name,
      ...(dispatcher !== undefined && { dispatcher: factoryOf(dispatcher) }),
      ...(bufferSize !== undefined && { bufferSize: Number(bufferSize) }),
      ...(bufferKeep !== undefined && { bufferKeep }),
      ...(demand !== undefined && { demand }),
      ...(kind !== "producer" && {
        subscribeTo: (subscribeTo ?? []).map((one) => this.options(one)),
      }),
    };
    try {
      this.refs.set(plan.name, this.system.start(definitionOf(plan, this) as never, options));
    } catch {
      // A name that runs, or a producer that is not there: what comes of it is in the trace.
    }
  }

  /** A subscription's options as the library takes them. */
  options({ selects, ...plan }: SubscriptionPlan): { to: ProducerRef<unknown> | string } {
    const to = (this.refs.get(plan.to) as ProducerRef<unknown> | undefined) ?? plan.to;
    if (selects === undefined) return { ...plan, to };
    const selector = (event: unknown): boolean => keyOf(event) >= selects;
    return { ...plan, to, selector } as { to: ProducerRef<unknown> };
  }

  /** All that the checker is told beside the trace. */
  get facts(): CheckOptions {
    const stages = this.scenario.stages.map((plan) => [plan.name, factsOf(plan)]);
    const subscriptions = [...this.subscriptions.values()].flat().map(({ id, options }) => {
      const { cancel, partition, selector } = options as never;
      return [id, { cancel, partition, selector, isAskedByHand: this.askedByHand.has(id) }];
    });
    return {
      stages: Object.fromEntries(stages),
      subscriptions: Object.fromEntries(subscriptions),
      restsAt: this.restsAt,
      identify: original,
    };
  }

  // --- What the stages tell -----------------------------------------------------------------

  started(name: string, stage: StageContext): void {
    this.contexts.set(name, stage);
  }

  subscribed(name: string, from: SubscriptionRef): void {
    const known = this.subscriptions.get(name);
    if (known === undefined) this.subscriptions.set(name, [from]);
    else known.push(from);
  }

  called(name: string, callback: string, given: unknown): void {
    this.calls.push([name, callback, given]);
    if (this.isEndless) this.killAll();
    if (callback !== "handleDemand" && callback !== "handleEvents") return;
    const call = (this.#handlerCalls.get(name) ?? 0) + 1;
    this.#handlerCalls.set(name, call);
    for (const { when, act: action } of this.scenario.steps) {
      if ("call" in when && when.call === call && when.of === name) act(this, action);
    }
  }

  next(name: string): number {
    const number = (this.#numbers.get(name) ?? 0) + 1;
    this.#numbers.set(name, number);
    return number;
  }

  childBegins(name: string, event: unknown): void {
    const maker = makerOf(event);
    const key = `${name} ${maker}`;
    const count = (this.#children.get(key) ?? 0) + 1;
    this.#children.set(key, count);
    const own = (this.subscriptions.get(name) ?? []).filter((one) => one.producer.name === maker);
    if (own.some(({ id }) => this.askedByHand.has(id))) return;
    const most = own.reduce((sum, { options }) => sum + Number(options["maxDemand"]), 0);
    if (count > most)
      this.crowds.push(`"${name}" runs ${count} children of "${maker}", and may run ${most}`);
  }

  childEnds(name: string, event: unknown): void {
    const key = `${name} ${makerOf(event)}`;
    this.#children.set(key, (this.#children.get(key) ?? 0) - 1);
  }

  startChild(definition: Parameters<Witness["startChild"]>[0]): ConsumerRef<unknown> {
    return this.system.start(definition);
  }
}
