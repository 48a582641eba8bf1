import {
  type CancelReason,
  consumer,
  type ConsumerDefinition,
  consumerSupervisor,
  type ConsumerSupervisorDefinition,
  producer,
  producerConsumer,
  type ProducerConsumerDefinition,
  type ProducerDefinition,
  type StageContext,
  type StageRef,
  type SubscriptionRef,
} from "headgate";
import { startChildOf } from "./children.ts";
import { eventOf, keyOf } from "./event.ts";
import { Planned } from "./planned.ts";
import type { HandlerPlan, SourcePlan, StagePlan } from "./scenario.ts";

/** What the stages of a run tell the run. */
export interface Witness {
  /** A stage has started, and this is its handle. */
  started(name: string, stage: StageContext): void;
  subscribed(name: string, from: SubscriptionRef): void;
  /** A callback is called. What waits for this call of a handler is done now. */
  called(name: string, callback: string, given: unknown): void;
  /** The number of the next event of a stage; they count on when it is started again. */
  next(name: string): number;
  childBegins(name: string, event: unknown): void;
  childEnds(name: string, event: unknown): void;
  startChild(definition: ConsumerDefinition<unknown>): StageRef;
}

/** A message by which a stage emits in a turn of its own. */
export interface Push {
  readonly push: readonly unknown[];
}

export type AnyDefinition =
  | ProducerDefinition<unknown>
  | ProducerConsumerDefinition<unknown, unknown>
  | ConsumerDefinition<unknown>
  | ConsumerSupervisorDefinition<unknown>;

/** The stage that a plan describes. */
export function definitionOf(plan: StagePlan, witness: Witness): AnyDefinition {
  switch (plan.kind) {
    case "producer":
      return producer((stage) => source(plan, plan.source ?? { total: 0 }, stage, witness));
    case "producer-consumer":
      return producerConsumer((stage) => handler(plan, plan.handler ?? {}, stage, witness));
    case "consumer":
      // One that returns events: they go nowhere.
      return consumer((stage) => handler(plan, plan.handler ?? {}, stage, witness) as never);
    case "consumer-supervisor":
      return supervisor(plan, witness);
  }
}

export function makeEvents(name: string, count: number, witness: Witness): string[] {
  return Array.from({ length: count }, () => {
    const number = witness.next(name);
    return eventOf(name, number, number);
  });
}

function common(plan: StagePlan, stage: StageContext, witness: Witness) {
  const { name, onCancel } = plan;
  return {
    handleInfo: (message: Partial<Push> & { readonly crash?: true }) => {
      witness.called(name, "handleInfo", message);
      if (message.crash) throw new Planned(`a message crashes ${name}`);
      return message.push;
    },
    terminate: (reason: unknown) => witness.called(name, "terminate", reason),
    handleCancel: (reason: CancelReason) => {
      witness.called(name, "handleCancel", reason);
      if (onCancel === "throws") throw new Planned(`handleCancel of ${name}`);
      if (onCancel === "stops") stage.stop("normal");
      if (onCancel === "sleeps") return stage.sleep(3);
      return onCancel === "emits" ? makeEvents(name, 1, witness) : undefined;
    },
  };
}

function source(plan: StagePlan, source: SourcePlan, stage: StageContext, witness: Witness) {
  const { name } = plan;
  const { total, gives, delayMs, isAsync, throwsAt, completes } = source;
  let left = total;
  let calls = 0;
  witness.started(name, stage);
  const take = (demand: number): string[] => {
    const wanted = { fewer: Math.ceil(demand / 2), more: demand + 2, nothing: 0, later: demand };
    const count = Math.min(left, gives === undefined ? demand : wanted[gives]);
    left -= count;
    if (left === 0 && completes) stage.complete();
    return makeEvents(name, count, witness);
  };
  return {
    ...common(plan, stage, witness),
    handleDemand: (demand: number) => {
      witness.called(name, "handleDemand", demand);
      if (++calls === throwsAt) throw new Planned(`handleDemand of ${name}`);
      if (gives === "later") {
        // Not with what completes it: that is behind the events that it has emitted only.
        stage.sendAfter(delayMs ?? 7, { push: take(demand) } satisfies Push);
        return undefined;
      }
      if (isAsync) return Promise.resolve().then(() => take(demand));
      if (delayMs === undefined) return take(demand);
      return stage.sleep(delayMs).then(() => take(demand));
    },
  };
}

function handler(plan: StagePlan, handler: HandlerPlan, stage: StageContext, witness: Witness) {
  const { name, kind } = plan;
  const { delayMs, isAsync, throwsAt, stopsAt, asks } = handler;
  let calls = 0;
  let asked = 0;
  witness.started(name, stage);
  const ask = (from: SubscriptionRef): void => {
    if (asks !== undefined) stage.ask(from, asks[asked++ % asks.length] as number);
  };
  const work = (call: number, events: unknown[], from: SubscriptionRef): unknown[] | undefined => {
    if (call === throwsAt) throw new Planned(`handleEvents of ${name}`);
    if (call === stopsAt) stage.stop("normal");
    const made = kind === "consumer" ? undefined : outputs(plan, handler, events, stage, witness);
    // The list is this stage's own: whatever becomes of it is nobody's business.
    events.length = 0;
    ask(from);
    return made;
  };
  return {
    ...common(plan, stage, witness),
    handleSubscribe: (role: "producer" | "consumer", _options: object, from: SubscriptionRef) => {
      if (role === "consumer") return "automatic" as const;
      witness.subscribed(name, from);
      if (asks === undefined) return "automatic" as const;
      ask(from);
      return "manual" as const;
    },
    handleEvents: (events: unknown[], from: SubscriptionRef) => {
      const call = ++calls;
      witness.called(name, "handleEvents", events.slice());
      if (isAsync) return Promise.resolve().then(() => work(call, events, from));
      if (delayMs === undefined) return work(call, events, from);
      return stage.sleep(delayMs).then(() => work(call, events, from));
    },
  };
}

/** What a producer-consumer makes of a batch. */
function outputs(
  { name }: StagePlan,
  { makes, delayMs }: HandlerPlan,
  events: readonly unknown[],
  stage: StageContext,
  witness: Witness,
): unknown[] | undefined {
  const one = (event: unknown): string => eventOf(name, witness.next(name), keyOf(event));
  if (makes === "nothing") return [];
  if (makes === "some") return events.filter((_, index) => index % 2 === 0).map(one);
  if (makes === "two") return events.flatMap((event) => [one(event), one(event)]);
  const made = events.map(one);
  if (makes !== "later") return made;
  stage.sendAfter(delayMs ?? 4, { push: made } satisfies Push);
  return undefined;
}

function supervisor(plan: StagePlan, witness: Witness): ConsumerSupervisorDefinition<unknown> {
  const { restart, maxRestarts } = plan.children ?? {};
  const definition = consumerSupervisor(startChildOf(plan, witness), {
    ...(restart !== undefined && { restart }),
    ...(maxRestarts !== undefined && { maxRestarts }),
  });
  return {
    kind: definition.kind,
    init: (stage) => {
      const callbacks = definition.init(stage);
      const { name } = plan;
      witness.started(name, stage);
      return {
        handleSubscribe: (role, options, from) => {
          witness.subscribed(name, from);
          return callbacks.handleSubscribe?.(role, options, from);
        },
        handleEvents: (events, from) => {
          witness.called(name, "handleEvents", events.slice());
          return callbacks.handleEvents(events, from);
        },
        handleCancel: (reason, from) => callbacks.handleCancel?.(reason, from),
        handleInfo: (message) => callbacks.handleInfo?.(message),
        terminate: (reason) => callbacks.terminate?.(reason),
      };
    },
  };
}
