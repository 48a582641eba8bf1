import type { AnswerHost, Reply } from "@headgate/check/engine";
import { timeReply } from "@headgate/check/engine";
import type { Death, Ending, Jail } from "./jail.ts";
import type { JailReply } from "./messages.ts";
import { studentJails, type StudentJails } from "./student-jails.ts";

/** A submission to run in jails, and how long it may take. */
export interface JailedOptions {
  readonly code: string;
  readonly seed: number;
  readonly timeLimitMs: number;
  /** Where a process for this answer alone comes from. */
  readonly nextJail?: () => Jail;
  /** Where the process comes from that this answer shares with the student's others, instead. */
  readonly jails?: StudentJails;
}

/** Deaths after which the rest of a submission's checks is not run. */
const deathLimit = 2;

/**
 * The answer of a submission in a jail. Each death costs the check that caused it and a fresh jail; after two, or
 * one while loading, the submission is left alone. `close` ends a process of its own, and leaves a shared one alone.
 */
export function jailedHost(options: JailedOptions): AnswerHost & { close(): void } {
  const jails = options.jails ?? studentJails({ next: options.nextJail ?? noJail });
  let jail: Jail | undefined;
  let gone: Reply | undefined;
  let deaths = 0;
  const loaded = async (): Promise<Jail | Reply> => {
    if (jail?.isAlive) return jail;
    jail = await jails.acquire();
    const { code, seed, timeLimitMs } = options;
    const ending = await jail.order({ op: "load", code, seed }, timeLimitMs);
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
      if ("reply" in ending) return isReply(ending.reply) ? memoryOr(ending.reply) : unreadable;
      deaths += 1;
      if (deaths === deathLimit) gone = stoppedReply;
      return deathReply(ending.death, options.timeLimitMs);
    },
    close() {
      if (options.jails === undefined) jails.close();
    },
  };
}

function noJail(): never {
  throw new TypeError("Expected `nextJail` or `jails`, got neither.");
}

/** Whether it is what may come of an evaluation. */
function isReply(reply: JailReply): reply is Reply {
  return reply.outcome !== "loaded" && reply.outcome !== "rested";
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
  if (!isReply(reply)) return unreadable;
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
