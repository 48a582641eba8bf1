import { abortable } from "./abort.ts";
import type { CallOptions, StageRef } from "./definitions.ts";
import { StageError } from "./errors.ts";
import { checkMs } from "./options.ts";
import { type Reply, tagCall } from "./protocol.ts";
import type { Stage } from "./stage.ts";

/** The rejection for a request to a stage that is not there (O-7). */
export function noproc(to: StageRef | string): StageError {
  const name = typeof to === "string" ? to : to.name;
  return new StageError("noproc", `No stage "${name}" is running`, "noproc");
}

/**
 * Sends a request to a stage and waits for its answer, no longer than `timeoutMs` and until the signal
 * is aborted (O-7). A request that is aborted before its turn is withdrawn; an answer that comes too
 * late is dropped.
 */
export function callStage(
  caller: Stage | undefined,
  target: Stage,
  request: unknown,
  options: CallOptions = {},
): Promise<unknown> {
  const { timeoutMs = 5000, signal } = options;
  checkMs("timeoutMs", timeoutMs);
  if (target === caller) {
    const what = `Stage "${target.name}" called itself and would wait for ever`;
    throw new StageError("calling_self", what);
  }
  const { scheduler } = target.loop;
  return abortable(signal, (resolve, reject) => {
    const expired = (): void => {
      forget();
      const what = `Stage "${target.name}" did not answer in ${timeoutMs} ms`;
      reject(new StageError("timeout", what));
    };
    const timer = timeoutMs === Infinity ? undefined : scheduler.setTimer(timeoutMs, expired);
    const done = (): void => {
      if (timer !== undefined) scheduler.clearTimer(timer);
    };
    const forget = (): void => {
      done();
      reply.isOver = true;
      target.answered(reply);
    };
    const reply: Reply = {
      resolve: (value) => {
        done();
        resolve(value);
      },
      reject: (error) => {
        done();
        reject(error);
      },
    };
    target.post(tagCall, request, reply);
    return () => {
      reply.isWithdrawn = true;
      forget();
    };
  });
}
