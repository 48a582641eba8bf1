import type { AnswerHost, Reply } from "./answer.ts";
import { captureConsole } from "./capture-console.ts";
import { evaluateBeside, thrown } from "./evaluation.ts";

/** Where the exports of a local answer come from, and how long one evaluation may wait. */
export interface LocalHostOptions {
  /** The answer's exports, or a function that loads them. */
  readonly exports: unknown;
  readonly lib: unknown;
  readonly seed?: number;
  /** Milliseconds of waiting for one evaluation. A loop that never ends cannot be stopped from within. Default 5000. */
  readonly timeLimitMs?: number;
  /** Keep what is printed for the report instead of printing it. Default true. */
  readonly captureConsole?: boolean;
}

/** An answer in this very process: vitest, a kernel or a page's worker. */
export function localHost(options: LocalHostOptions): AnswerHost {
  const { lib, seed = 1, timeLimitMs = 5000 } = options;
  let loading: Promise<{ exports: unknown } | { failure: Reply }> | undefined;
  const load = (): NonNullable<typeof loading> => (loading ??= loaded(options.exports));
  return {
    seed,
    async evaluate(evaluation) {
      const answer = await load();
      if ("failure" in answer) return answer.failure;
      const console = options.captureConsole === false ? undefined : captureConsole();
      try {
        const outcome = await withinTime(
          evaluateBeside(answer.exports, lib, evaluation),
          timeLimitMs,
        );
        return console ? { ...outcome, console: console.text() } : outcome;
      } finally {
        console?.release();
      }
    },
  };
}

async function loaded(exports: unknown): Promise<{ exports: unknown } | { failure: Reply }> {
  if (typeof exports !== "function") return { exports };
  try {
    return { exports: await (exports as () => unknown)() };
  } catch (error) {
    const { name, message } = thrown(error);
    const sentence = `Your answer failed while it was loaded: ${name}: ${message}`;
    return { failure: { outcome: "no answer", verdict: "error", message: sentence } };
  }
}

async function withinTime(work: Promise<Reply>, limitMs: number): Promise<Reply> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => resolve(timeReply(limitMs)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The reply for an answer that did not come to an end. */
export function timeReply(limitMs: number): Reply {
  const seconds = limitMs / 1000;
  const message =
    `Your answer had not finished after ${seconds} s and was stopped: look for a loop that never ends, ` +
    "or a promise that nobody resolves.";
  return { outcome: "limit", limit: "time", message };
}
