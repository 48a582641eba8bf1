import type { Dispatcher, DispatcherOutput, Subscriber } from "headgate";
import { dispatcherFrom, selectorNamed } from "./dispatcher-options.ts";
import type { DispatcherOutcome, Json, Step, Vector } from "./vector.ts";

/** Calls one dispatcher as the steps say, and records what it answered and did. */
export function runDispatcherVector(vector: Vector): DispatcherOutcome {
  let effects: Json[] = [];
  const subscribers = new Map<string, Subscriber>();
  const consumers = new Map<string, object>();
  const nameOf = (subscriber: Subscriber): string => {
    for (const [name, one] of subscribers) if (one === subscriber) return name;
    return "?";
  };
  const output: DispatcherOutput<number> = {
    send: (to, events) => effects.push(["events", nameOf(to), [...events]]),
    info: (message) => effects.push(["info", message as Json]),
    ask: (from, demand) => effects.push(["ask", nameOf(from), demand]),
    demand: (demand) => effects.push(["demand", demand]),
    discard: () => {},
    random: () => 0,
  };
  let dispatcher: Dispatcher<number>;
  try {
    const make = dispatcherFrom(vector.dispatcher);
    if (make === undefined) throw new Error("no dispatcher");
    dispatcher = make(output);
  } catch {
    return { init: { error: "error" }, steps: [] };
  }
  const steps: Json[] = vector.steps.map((step) => {
    effects = [];
    let answer: Record<string, Json>;
    try {
      answer = call(dispatcher, step, subscribers, consumers);
    } catch {
      answer = { error: "error" };
    }
    return { ...answer, effects };
  });
  return { init: { ok: true }, steps };
}

function call(
  dispatcher: Dispatcher<number>,
  step: Step,
  subscribers: Map<string, Subscriber>,
  consumers: Map<string, object>,
): Record<string, Json> {
  const subscription = subscribers.get(String(step["subscription"])) as Subscriber;
  switch (step.op) {
    case "subscribe": {
      const id = String(step["consumer"]);
      const consumer = consumers.get(id) ?? {};
      consumers.set(id, consumer);
      const { partition, selector } = step;
      const options = {
        ...(partition === undefined ? {} : { partition }),
        ...(selector === undefined ? {} : { selector: selectorNamed(selector) }),
      };
      const subscriber: Subscriber = { consumer, options };
      subscribers.set(String(step["as"]), subscriber);
      const answer = dispatcher.subscribe(subscriber);
      if (typeof answer === "number") return { demand: answer };
      return { error: answer.refused === "already_subscribed" ? "already_subscribed" : "error" };
    }
    case "ask":
      return { demand: dispatcher.ask(subscription, step["demand"] as number) };
    case "cancel":
      return { demand: dispatcher.cancel(subscription) };
    case "dispatch":
      return { leftover: dispatcher.dispatch([...(step["events"] as number[])]) };
    case "info":
      dispatcher.info(step["message"]);
      return { ok: true };
    default:
      throw new Error(`no step ${step.op}`);
  }
}
