import type { ConsumerRef } from "headgate";
import { makeEvents, type Push } from "./behaviours.ts";
import type { Run } from "./run.ts";
import type { Action } from "./scenario.ts";

/** Does one thing to a run. What cannot be done, for its stage is not there, is left out. */
export function act(run: Run, action: Action): void {
  const { system } = run;
  const ref = run.refs.get(action.stage);
  if (action.do === "start") {
    const plan = run.plan(action.stage);
    if (plan !== undefined) run.start(plan);
    return;
  }
  if (ref === undefined || !ref.isAlive) return;
  switch (action.do) {
    case "stop":
      void system.stop(ref, action.reason);
      return;
    case "kill":
      void system.stop(ref, "kill");
      return;
    case "crash":
      system.send(ref, { crash: true });
      return;
    case "emit":
      emit(run, action.stage, action.count);
      return;
    case "push":
      system.send(ref, { push: makeEvents(action.stage, action.count, run) } satisfies Push);
      return;
    case "info":
      system.asyncInfo(ref, { info: run.next(`an info message to ${action.stage}`) });
      return;
    case "complete":
      run.contexts.get(action.stage)?.complete();
      return;
    case "mode":
      system.demand(ref, action.mode);
      return;
    default:
      actOnSubscription(run, ref as ConsumerRef<unknown>, action);
  }
}

/** Out of turn, or in the turn of whoever does it. */
function emit(run: Run, stage: string, count: number): void {
  try {
    run.contexts.get(stage)?.emit(makeEvents(stage, count, run));
  } catch {
    // A hash threw: it has ended the stage, and is told to whoever emits.
  }
}

function actOnSubscription(
  run: Run,
  ref: ConsumerRef<unknown>,
  action: Extract<Action, { do: "subscribe" | "resubscribe" | "cancel" | "ask" }>,
): void {
  const { system } = run;
  if (action.do === "subscribe") {
    system.asyncSubscribe(ref, run.options(action.with));
    return;
  }
  const subscription = run.subscriptions.get(action.stage)?.[action.nth];
  if (subscription === undefined) return;
  if (action.do === "resubscribe") {
    if (subscription.producer.name === action.with.to) run.replaced.add(subscription.id);
    system.asyncResubscribe(ref, subscription, "normal", run.options(action.with));
  } else if (action.do === "cancel") system.cancel(subscription, action.reason);
  else {
    run.askedByHand.add(subscription.id);
    system.ask(subscription, action.demand);
  }
}
