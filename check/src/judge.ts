import { closureSentence, type Reply } from "./answer.ts";
import { describe } from "./describe.ts";
import { AnswerError, CheckFileError, LimitError, NoAnswerError } from "./failures.ts";
import type { CheckResult, Verdict } from "./report.ts";

/** What is known of a check once its function has ended. */
export interface Ending {
  /** Absent when it ended without throwing. */
  readonly failure?: { readonly error: unknown };
  /** The messages that were given to `expect`. */
  readonly messages: readonly string[];
  /** What the evaluations of this check came to, in order. */
  readonly replies: readonly Reply[];
  /** An answer in another process may lie about a closure; a check file in this one does not. */
  readonly trusted: boolean;
}

type Judgement = Pick<CheckResult, "message"> &
  Partial<Pick<CheckResult, "expected" | "got">> & { readonly verdict: Verdict };

/** Says what the end of a check means. A check that ran into a limit is never correct, whatever it caught. */
export function judge(ending: Ending): Judgement {
  const stopped = ending.replies.find(isStop);
  const { failure } = ending;
  if (stopped && !(failure && isAssertion(failure.error))) return stop(stopped, ending.trusted);
  if (!failure) return { verdict: "correct", message: "" };
  const { error } = failure;
  if (isAssertion(error)) {
    const said = assertion(error, ending.messages);
    return stopped ? { ...said, verdict: stop(stopped, ending.trusted).verdict } : said;
  }
  if (error instanceof LimitError) return { verdict: error.kind, message: error.message };
  if (error instanceof NoAnswerError) return { verdict: error.verdict, message: error.message };
  if (error instanceof AnswerError) {
    return {
      verdict: "error",
      message: `Your answer failed: ${error.name}: ${shorten(error.message)}`,
    };
  }
  return unexpected(error, ending);
}

type Stop = Reply & { outcome: "limit" | "no answer" | "too large" | "closure" };

function isStop(reply: Reply): reply is Stop {
  return ["limit", "no answer", "too large", "closure"].includes(reply.outcome);
}

function stop(reply: Stop, trusted: boolean): Judgement {
  if (reply.outcome === "limit") return { verdict: reply.limit, message: reply.message };
  if (reply.outcome === "no answer") return { verdict: reply.verdict, message: reply.message };
  if (reply.outcome === "closure") {
    const message = `This check ${closureSentence(reply.names)}.`;
    return { verdict: trusted ? "internal" : "error", message };
  }
  return {
    verdict: "output",
    message: `Your answer gives back more than a check can take: ${reply.why}.`,
  };
}

/** A check file fails on a value it was given: that is the value's fault, if it came from the answer. */
function unexpected(error: unknown, { replies }: Ending): Judgement {
  const text =
    error instanceof Error ? `${error.name}: ${shorten(error.message)}` : describe(error);
  const hadValue = replies.some(({ outcome }) => outcome === "value");
  if (error instanceof CheckFileError || !hadValue) {
    return { verdict: "internal", message: `This check is broken: ${text}` };
  }
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return {
      verdict: "output",
      message: "Your answer gives back a value that contains itself or is too deep to compare.",
    };
  }
  return {
    verdict: "wrong",
    message: `This check cannot read what your answer gives back (${text}).`,
  };
}

interface Assertion extends Error {
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly showDiff?: boolean;
}

function isAssertion(error: unknown): error is Assertion {
  return (
    error instanceof Error &&
    (error.name === "AssertionError" || "__vitest_error_context__" in error)
  );
}

/** The author's sentence, and the two values; or what `expect` says by itself. */
function assertion(error: Assertion, messages: readonly string[]): Judgement {
  const author = messages
    .filter((message) => error.message === message || error.message.startsWith(`${message}: `))
    .reduce<string | undefined>(
      (one, other) => (other.length > (one?.length ?? -1) ? other : one),
      undefined,
    );
  const compares = error.showDiff === true && "expected" in error && "actual" in error;
  if (!compares) return { verdict: "wrong", message: shorten(sentence(error.message, author)) };
  return {
    verdict: "wrong",
    message: shorten(author ?? sentence(error.message, undefined)),
    expected: describe(error.expected),
    got: describe(error.actual),
  };
}

/** Puts the author's words first and what was compared behind them, as vitest does. */
function sentence(message: string, author: string | undefined): string {
  if (author === undefined || message === author) return message;
  const rest = message.slice(author.length + 2);
  return `${author.replace(/[.:]$/, "")}: ${rest}`;
}

function shorten(text: string): string {
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
}
