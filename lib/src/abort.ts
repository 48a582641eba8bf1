import { quoted } from "./errors.ts";

/** As much of the host's `AbortSignal` as is used here; any `AbortSignal` is one. */
export interface AbortSignalLike {
  /** Whether it was aborted. */
  readonly aborted: boolean;
  /** Why; undefined before. */
  readonly reason: unknown;
  /** Calls back when it is aborted. */
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  /** Takes the call back. */
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The host's own `AbortSignal`, as `fetch` takes it, where its type is known; else what is used of it here. */
export type HostAbortSignal = typeof globalThis extends {
  AbortSignal: { prototype: infer Signal };
}
  ? Signal
  : AbortSignalLike;

/** What may end a wait early. */
export interface WaitOptions {
  /** Ends the wait when it is aborted: the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignalLike | undefined;
}

/** Throws a TypeError unless `signal` is an AbortSignal, or left out. */
export function checkSignal(signal: unknown): void {
  if (signal === undefined) return;
  if (typeof (signal as AbortSignalLike | null)?.addEventListener === "function") return;
  throw new TypeError(`Expected \`signal\` to be an AbortSignal, got ${quoted(signal)}`);
}

/** Calls back when a signal is aborted, at once where it was before. Answers how to take that back. */
export function onAbort(signal: AbortSignalLike | undefined, callback: () => void): () => void {
  checkSignal(signal);
  if (signal?.aborted) callback();
  else signal?.addEventListener("abort", callback, { once: true });
  return () => signal?.removeEventListener("abort", callback);
}

/**
 * As `new Promise(begin)`, but rejected with the signal's reason once that is aborted; what `begin`
 * answered is called then, to give up. With a signal that was aborted before, nothing is begun.
 */
export function abortable<Value>(
  signal: AbortSignalLike | undefined,
  begin: (resolve: (value: Value) => void, reject: (error: unknown) => void) => () => void,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let giveUp = (): void => {};
    const forget = onAbort(signal, () => {
      giveUp();
      reject(signal?.reason);
    });
    if (signal?.aborted) return;
    giveUp = begin(
      (value) => {
        forget();
        resolve(value);
      },
      (error) => {
        forget();
        reject(error);
      },
    );
  });
}
