import { abortable, type WaitOptions } from "./abort.ts";
import { noproc } from "./call-stage.ts";
import { notAConsumer } from "./consumer-side.ts";
import type { StageRef } from "./definitions.ts";
import { StageError } from "./errors.ts";
import { type Replaces, tagRequest } from "./protocol.ts";
import type { Request } from "./message-side.ts";
import type { Stage } from "./stage.ts";
import { checkSubscribeTo } from "./start-stage.ts";
import type { Subscription } from "./subscription.ts";
import type { System } from "./system.ts";

/** Has a stage do something in its turn. To one that has ended it goes nowhere. */
export function postRequest(system: System, to: StageRef | string, request: Request): void {
  system.resolve(to)?.post(tagRequest, request, undefined);
}

/** As `postRequest`, and waits for the answer. A request that is aborted before its turn is withdrawn. */
export function requestStage(
  system: System,
  to: StageRef | string,
  request: Request,
  { signal }: WaitOptions = {},
): Promise<unknown> {
  const target = system.resolve(to);
  if (target === undefined || !target.isAlive) return Promise.reject(noproc(to));
  const answer = abortable(signal, (resolve, reject) => {
    let isWithdrawn = false;
    const inTurn = (stage: Stage): unknown => (isWithdrawn ? undefined : request(stage));
    target.post(tagRequest, inTurn, { resolve, reject });
    return () => {
      isWithdrawn = true;
    };
  });
  return system.loop.waitOutside(answer, true);
}

/** Has a consumer subscribe, and waits until it has (S-29). */
export async function requestSubscribe(
  system: System,
  consumer: StageRef | string,
  options: object,
  replaces?: Replaces,
  wait?: WaitOptions,
): Promise<Subscription> {
  checkSubscribeTo(system, options);
  const target = system.resolve(consumer);
  if (target?.kind === "producer") {
    throw new StageError("not_a_consumer", notAConsumer(target.name, target.kind));
  }
  const request = (stage: Stage): unknown => stage.consuming?.subscribe(options, replaces);
  return (await requestStage(system, consumer, request, wait)) as Subscription;
}

/** Has a consumer subscribe, without waiting. */
export function postSubscribe(
  system: System,
  consumer: StageRef | string,
  options: object,
  replaces?: Replaces,
): void {
  checkSubscribeTo(system, options);
  const target = system.resolve(consumer);
  if (target?.kind === "producer") system.report(notAConsumer(target.name, target.kind));
  else postRequest(system, consumer, (stage) => void stage.consuming?.subscribe(options, replaces));
}
