import { abortable, type AbortSignalLike } from "./abort.ts";
import type { ExitReason } from "./exit-reason.ts";
import type { Process } from "./process.ts";
import { tagStop } from "./protocol.ts";

/**
 * Calls back once when a process ends, however it does, with the error for those who waited for it.
 * The callback must not throw. Answers how to take it back.
 */
export function whenEnded(process: Process, callback: (error: Error) => void): () => void {
  const reply = { resolve: () => {}, reject: callback };
  process.owe(reply);
  return () => process.answered(reply);
}

/**
 * Ends a process in its turn, and kills it where that has not come after `shutdownMs` on the system's
 * clock. Resolves when the process has ended; an aborted signal ends the wait, and nothing is killed.
 */
export function endProcess(
  process: Process,
  reason: ExitReason,
  shutdownMs: number = Infinity,
  signal?: AbortSignalLike,
): Promise<void> {
  if (!process.isAlive) return Promise.resolve();
  return abortable(signal, (resolve) => {
    const { scheduler } = process.loop;
    const kill = (): void => process.exit("killed");
    const timer = shutdownMs === Infinity ? undefined : scheduler.setTimer(shutdownMs, kill);
    const settled = (): void => {
      if (timer !== undefined) scheduler.clearTimer(timer);
      forget();
    };
    const forget = whenEnded(process, () => {
      settled();
      resolve();
    });
    process.post(tagStop, reason, undefined);
    return settled;
  });
}
