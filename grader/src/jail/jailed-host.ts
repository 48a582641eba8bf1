import type { AnswerHost, Reply } from "@headgate/check/engine";
import { timeReply } from "@headgate/check/engine";
import type { Death, Ending, Jail } from "./jail.ts";

/** A submission to run in jails, and how long it may take. */
export interface JailedOptions {
  readonly code: string;
  readonly seed: number;
  readonly timeLimitMs: number;
  readonly nextJail: () => Jail;
}

/** Deaths after which the rest of a submission's checks is not run. */
const deathLimit = 2;

/**
 * The answer of a submission in a jail. Each death costs the check that caused it and a fresh jail; after two, or
 * one while loading, the submission is left alone. `close` ends its jail.
 */
export function jailedHost(options: JailedOptions): AnswerHost & { close(): void } {
  let jail: Jail | undefined;
  let gone: Reply | undefined;
  let deaths = 0;
  const loaded = async (): Promise<Jail | Reply> => {
    if (jail?.isAlive) return jail;
    jail = options.nextJail();
    const ending = await jail.order({ op: "load", code: options.code }, options.timeLimitMs);
    gone = loadFailure(ending, options.timeLimitMs);
    return gone ?? jail;
  };
  return {
    seed: options.seed,
    async evaluate(evaluation) {
      if (gone) return gone;
      const inside = await loaded();
      if ("outcome" in inside) return inside;
      const ending = await inside.order({ op: "evaluate", evaluation }, options.timeLimitMs);
      if ("reply" in ending)
        return ending.reply.outcome === "loaded" ? unreadable : memoryOr(ending.reply);
      deaths += 1;
      if (deaths === deathLimit) gone = stoppedReply;
      return deathReply(ending.death, options.timeLimitMs);
    },
    close: () => jail?.kill(),
  };
}

const unreadable: Reply = {
  outcome: "threw",
  name: "Error",
  message: "a reply that cannot be read",
};

const stoppedReply: Reply = {
  outcome: "no answer",
  verdict: "not run",
  message: `This check did not run: the answer had been stopped ${deathLimit} times before.`,
};

/** What every check is told when an answer does not even load; undefined when it did. */
function loadFailure(ending: Ending, limitMs: number): Reply | undefined {
  if ("death" in ending) {
    const reply = deathReply(ending.death, limitMs);
    if (reply.outcome !== "limit") return reply;
    return { ...reply, message: `While it was loaded: ${reply.message}` };
  }
  const { reply } = ending;
  if (reply.outcome === "loaded") return undefined;
  const what =
    reply.outcome === "threw" ? `${reply.name}: ${reply.message}` : "something that cannot be read";
  return {
    outcome: "no answer",
    verdict: "error",
    message: `Your answer failed while it was loaded: ${what}`,
    ...(reply.console !== undefined && { console: reply.console }),
  };
}

function deathReply(death: Death, limitMs: number): Reply {
  switch (death.cause) {
    case "not started":
      return {
        outcome: "no answer",
        verdict: "internal",
        message:
          `The process for this answer did not start. ${death.how.split("\n")[0] ?? ""}`.trim(),
      };
    case "time":
      return timeReply(limitMs);
    case "memory":
      return { outcome: "limit", limit: "memory", message: memorySentence };
    case "output":
      return {
        outcome: "limit",
        limit: "output",
        message: "Your answer gave back more than a check can take.",
      };
    case "garbled":
      return {
        outcome: "threw",
        name: "Error",
        message: "its process said something that is no reply, and was ended",
      };
    case "ended":
      return {
        outcome: "threw",
        name: "Error",
        message: `its process ended before the check did (${death.how})`,
      };
  }
}

const memorySentence =
  "Your answer ran out of memory and was stopped: look for an array or a buffer that grows without a bound.";

/** An ArrayBuffer that does not fit throws instead of ending the process. */
function memoryOr(reply: Reply): Reply {
  if (reply.outcome !== "threw" || !/allocation failed/i.test(reply.message)) return reply;
  return { outcome: "limit", limit: "memory", message: memorySentence };
}
