import {
  consumer,
  type ConsumerRef,
  isCleanReason,
  producer,
  producerConsumer,
  StageError,
  type StageRef,
  type SubscribeOptions,
  type SubscriptionRef,
  System,
  type SystemOptions,
} from "headgate";
import {
  type Behaviour,
  consumerBehaviour,
  fromReason,
  producerBehaviour,
  producerConsumerBehaviour,
  toReason,
} from "./behaviours.ts";
import { dispatcherFrom, selectorNamed } from "./dispatcher-options.ts";
import { Supervisors } from "./supervisors.ts";
import type { Final, Json, Result, StageOutcome, Step, Vector } from "./vector.ts";

/** Runs a vector's steps on a fresh system, to quiescence after each, and records what happened. */
export async function runStageVector(
  vector: Vector,
  schedule: SystemOptions = {},
): Promise<StageOutcome> {
  const run = new Run(schedule);
  const results: Result[] = [];
  const after: Record<string, number>[] = [];
  for (const step of vector.steps) {
    const lengths = run.logLengths();
    results.push(await run.step(step));
    await run.system.idle();
    const grown = Object.entries(run.logLengths()).filter(([id, n]) => n !== (lengths[id] ?? 0));
    after.push(Object.fromEntries(grown));
  }
  return { results, after, logs: run.logs, events: run.events(), final: await run.final() };
}

class Run {
  readonly system: System;
  readonly logs: Record<string, Json[]> = {};
  readonly #stages = new Map<string, StageRef>();
  readonly #failed = new Map<string, Final>();
  readonly #subscriptions = new Map<string, SubscriptionRef>();
  readonly #supervisors: Supervisors;

  constructor(schedule: SystemOptions) {
    this.system = new System({ clock: "virtual", log: false, ...schedule });
    this.#supervisors = new Supervisors(this.system);
  }

  logLengths(): Record<string, number> {
    return Object.fromEntries(Object.entries(this.logs).map(([id, log]) => [id, log.length]));
  }

  async step(step: Step): Promise<Result> {
    try {
      const value = await this.#do(step);
      return { ok: value ?? true };
    } catch (error) {
      return { error: errorKind(error, step) };
    }
  }

  #do(step: Step): Promise<Json | undefined> | Json | undefined {
    const system = this.system;
    switch (step.op) {
      case "start":
        return this.#start(step);
      case "subscribe":
      case "asyncSubscribe":
      case "resubscribe":
      case "asyncResubscribe":
        return this.#subscribe(step);
      case "ask": {
        const from = this.#subscriptions.get(String(step["subscription"]));
        if (from === undefined) return undefined;
        system.cast(this.#stage(step["consumer"]), { ask: from, demand: step["demand"] });
        return undefined;
      }
      case "cancel": {
        const from = this.#subscriptions.get(String(step["subscription"]));
        if (from !== undefined) system.cancel(from, toReason(String(step["reason"])));
        return undefined;
      }
      case "push": {
        const message = { push: step["events"] };
        if (step["via"] === "call") {
          return system.call(this.#stage(step["stage"]), message) as Promise<Json>;
        }
        system.cast(this.#stage(step["stage"]), message);
        return undefined;
      }
      default:
        return this.#observe(step);
    }
  }

  async #observe(step: Step): Promise<Json | undefined> {
    const system = this.system;
    const stage = step["stage"] === undefined ? undefined : this.#stage(step["stage"]);
    switch (step.op) {
      case "demand":
        system.demand(stage as StageRef, step["mode"] as "forward");
        return undefined;
      case "demandMode":
        return await system.demand(stage as StageRef);
      case "estimateBuffered":
        return await system.estimateBufferedCount(stage as StageRef);
      case "info":
        if (step["via"] === "sync") await system.syncInfo(stage as StageRef, step["message"]);
        else if (step["via"] === "async") system.asyncInfo(stage as StageRef, step["message"]);
        else system.send(stage as StageRef, step["message"]);
        return undefined;
      case "stop":
        if (!system.isAlive(stage as StageRef)) throw new StageError("noproc", "ended");
        await system.stop(stage as StageRef, toReason(String(step["reason"])));
        return undefined;
      default:
        return await this.#supervisors.step(step, this.#stage(step["supervisor"]));
    }
  }

  #start(step: Step): Json | undefined {
    const id = String(step["id"]);
    const behaviour = step["behaviour"] as unknown as Behaviour;
    const log = (this.logs[id] ??= []);
    const note = (entry: Json): void => void log.push(entry);
    const { dispatcher, subscribeTo, bufferSize, ...rest } = step["options"] as Record<
      string,
      Json
    >;
    try {
      const made = dispatcherFrom(dispatcher);
      const subscriptions = (subscribeTo as Record<string, Json>[] | undefined)?.map((one) =>
        this.#options(one),
      );
      const options = {
        name: id,
        ...rest,
        ...(bufferSize === undefined
          ? {}
          : { bufferSize: bufferSize === "infinity" ? Infinity : bufferSize }),
        ...(made === undefined ? {} : { dispatcher: made }),
        ...(subscriptions === undefined ? {} : { subscribeTo: subscriptions }),
      };
      const stage = this.#startKind(String(step["kind"]), behaviour, note, options);
      this.#stages.set(id, stage);
      this.#keepSubscriptions(stage, subscribeTo as Record<string, Json>[] | undefined);
      if (stage.exitReason !== "ignore") return undefined;
      this.#failed.set(id, { alive: false, reason: "ignore" });
      return "ignore";
    } catch (error) {
      const live = step["kind"] === "consumer_supervisor" ? { live: [] } : {};
      this.#failed.set(id, { alive: false, reason: errorKind(error, step), ...live });
      throw error;
    }
  }

  #startKind(
    kind: string,
    behaviour: Behaviour,
    note: (e: Json) => void,
    options: object,
  ): StageRef {
    const { system } = this;
    if (kind === "producer")
      return system.start(producer(producerBehaviour(behaviour, note)), options);
    if (kind === "consumer")
      return system.start(consumer(consumerBehaviour(behaviour, note)), options);
    if (kind === "producer_consumer") {
      return system.start(producerConsumer(producerConsumerBehaviour(behaviour, note)), options);
    }
    return this.#supervisors.start(behaviour as never, note, options as Record<string, unknown>);
  }

  /** The subscriptions of `subscribeTo`, told by their places in the list. */
  #keepSubscriptions(stage: StageRef, list: Record<string, Json>[] | undefined): void {
    const open = this.system.inspect(stage).producers;
    let next = 0;
    for (const one of list ?? []) {
      const from = open[next];
      if (from === undefined || from.producer.name !== String(one["to"])) continue;
      next++;
      if (one["as"] !== undefined) this.#subscriptions.set(String(one["as"]), from);
    }
  }

  async #subscribe(step: Step): Promise<undefined> {
    const { system } = this;
    const consumerStage = this.#stage(step["consumer"]) as ConsumerRef<number>;
    const options = this.#options(step);
    const as = String(step["as"]);
    const old = this.#subscriptions.get(String(step["subscription"]));
    const reason = toReason(String(step["reason"]));
    if (step.op === "subscribe") {
      this.#keep(as, await system.syncSubscribe(consumerStage, options));
    } else if (step.op === "resubscribe") {
      const from = await system.syncResubscribe(consumerStage, old as never, reason, options);
      this.#keep(as, from);
    } else {
      const before = new Set(system.inspect(consumerStage).producers);
      if (step.op === "asyncSubscribe") system.asyncSubscribe(consumerStage, options);
      else system.asyncResubscribe(consumerStage, old as never, reason, options);
      await system.idle();
      const made = system.inspect(consumerStage).producers.filter((one) => !before.has(one));
      this.#keep(as, made.at(-1));
    }
    return undefined;
  }

  #keep(as: string, subscription: SubscriptionRef | undefined): void {
    if (subscription !== undefined) this.#subscriptions.set(as, subscription);
  }

  #options(step: Readonly<Record<string, Json>>): SubscribeOptions<number> {
    const { op: _o, as: _a, consumer: _c, subscription: _s, reason: _r, to, ...rest } = step;
    const selector = selectorNamed(rest["selector"]);
    const given = {
      ...rest,
      to: this.#stages.get(String(to)) ?? String(to),
      ...(selector === undefined ? {} : { selector }),
      ...(rest["maxDemand"] === "infinity" ? { maxDemand: Infinity } : {}),
    };
    return given as unknown as SubscribeOptions<number>;
  }

  #stage(id: Json | undefined): StageRef {
    const stage = this.#stages.get(String(id));
    if (stage !== undefined) return stage;
    throw new StageError("noproc", `no stage ${String(id)}`);
  }

  /** Per stage and producer, all events handled, batches joined. */
  events(): Record<string, Record<string, number[]>> {
    const all: Record<string, Record<string, number[]>> = {};
    for (const [id, log] of Object.entries(this.logs)) {
      const byProducer: Record<string, number[]> = (all[id] = {});
      for (const entry of log as Json[][]) {
        if (entry[0] !== "events") continue;
        (byProducer[String(entry[2])] ??= []).push(...(entry[1] as number[]));
      }
    }
    return all;
  }

  async final(): Promise<Record<string, Final>> {
    const final: Record<string, Final> = Object.fromEntries(this.#failed);
    for (const [id, stage] of this.#stages) {
      if (final[id] !== undefined) continue;
      if (!stage.isAlive) {
        final[id] = { alive: false, reason: fromReason(stage.exitReason) };
        if (this.#supervisors.has(stage)) final[id] = { ...final[id], live: [] };
      } else if (this.#supervisors.has(stage)) {
        final[id] = {
          alive: true,
          ...this.#supervisors.state(stage),
          ...(await this.#supervisors.counts(stage)),
        };
      } else {
        const { kind } = this.system.inspect(stage);
        const buffered = await this.system.estimateBufferedCount(stage);
        final[id] = kind === "consumer" ? { alive: true } : { alive: true, buffered };
      }
    }
    return final;
  }
}

/** A failure in the words of the vectors. */
function errorKind(error: unknown, step: Step): string {
  if (error instanceof StageError) {
    if (error.code === "not_started" || error.code === "exit") return fromReason(error.reason);
    return error.code;
  }
  if (error instanceof TypeError || error instanceof RangeError) {
    // A dispatcher's own options raise in GenStage, all others are answered `bad_opts`.
    return /partition dispatcher/.test(error.message) && step.op === "start" ? "error" : "bad_opts";
  }
  return isCleanReason(error) ? fromReason(error) : "error";
}
