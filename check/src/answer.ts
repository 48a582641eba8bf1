import type * as headgate from "headgate";
import type * as quakes from "@headgate/quakes";
import { decode } from "./decode.ts";
import { encode, TooLarge } from "./encode.ts";
import type { Evaluation, Outcome } from "./evaluation.ts";
import {
  AnswerError,
  CheckFileError,
  ClosureError,
  LimitError,
  NoAnswerError,
  type Absence,
  type Limit,
} from "./failures.ts";
import type { Wire, WireAtom, WireRow } from "./wire.ts";

/** Everything of `headgate` and `@headgate/quakes` in one object. */
export type Lib = typeof headgate & typeof quakes;

/** A learner's answer as a check sees it: functions go to it, copies of plain data come back. */
export interface Answer<Exports> {
  /**
   * Runs `fn` beside the answer and resolves to a copy of what it returns. `fn` travels as text: all it uses comes
   * through its parameters (the answer's exports, `headgate` with `@headgate/quakes`, and a copy of `input`).
   * Rejects with `AnswerError` when the answer throws, and with `LimitError` when it is stopped.
   */
  evaluate<Result, Input = undefined>(
    fn: (answer: Exports, lib: Lib, input: Input) => Result,
    input?: Input,
  ): Promise<Awaited<Result>>;
  /** A number that differs from student to student when a class is graded, and is 1 otherwise. */
  readonly seed: number;
}

/** What one evaluation came to, with what was printed meanwhile. */
export type Reply = { readonly console?: string } & (
  | Outcome
  | { readonly outcome: "limit"; readonly limit: Limit; readonly message: string }
  | { readonly outcome: "no answer"; readonly verdict: Absence; readonly message: string }
);

/** Where an answer lives: this process, a worker's, a jail. */
export interface AnswerHost {
  readonly seed: number;
  evaluate(evaluation: Evaluation): Promise<Reply>;
}

/** What an evaluation tells the run it belongs to. */
export interface EvaluationObserver {
  /** `input` as it travels; undefined when there is none. */
  started?(input: Wire | undefined): void;
  ended?(reply: Reply): void;
}

/** Gives a host the face that checks see. */
export function answerAt<Exports>(
  host: AnswerHost,
  observer: EvaluationObserver = {},
): Answer<Exports> {
  // Evaluations that a check starts together run one behind the other: there is one answer and one console.
  let before: Promise<unknown> = Promise.resolve();
  return {
    seed: host.seed,
    async evaluate<Result, Input>(
      fn: (answer: Exports, lib: Lib, input: Input) => Result,
      input?: Input,
    ): Promise<Awaited<Result>> {
      const evaluation = { source: sourceOf(fn), input: inputWire(input) };
      observer.started?.(input === undefined ? undefined : evaluation.input);
      const asked = before.then(() => host.evaluate(evaluation));
      before = asked.catch(() => {});
      const { reply, value } = read(await asked);
      observer.ended?.(reply);
      requireValue(reply);
      return value as Awaited<Result>;
    },
  };
}

function sourceOf(fn: unknown): string {
  if (typeof fn !== "function") {
    throw new CheckFileError("Expected the first argument of `evaluate` to be a function.");
  }
  const source = Function.prototype.toString.call(fn);
  if (
    /^(async\s+)?(\*\s*)?[\w$]+\s*\(/.test(source) &&
    !/^(async\s+)?function\b|^async\s*\(/.test(source)
  ) {
    throw new CheckFileError(
      "Give `evaluate` an arrow function; a method cannot be sent by its text.",
    );
  }
  return source;
}

function inputWire(input: unknown): Wire {
  try {
    const wire = encode(input);
    if (holdsMark(wire)) throw new CheckFileError(plainInput);
    return wire;
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new CheckFileError(`The input of \`evaluate\` is too large: ${error.message}.`);
  }
}

const plainInput =
  "The input of `evaluate` must be plain data: a function, symbol or getter in it cannot be sent.";

function holdsMark({ root, rows }: Wire): boolean {
  return isMark(root) || rows.some(hasMark);
}

function hasMark(row: WireRow): boolean {
  if (row.is === "array" || row.is === "set") return row.items.some(isMark);
  if (row.is !== "map" && row.is !== "object") return false;
  return row.entries.some(([key, value]) => isMark(key) || isMark(value));
}

function isMark(atom: WireAtom): boolean {
  return typeof atom === "object" && atom !== null && atom[0] === "mark";
}

/** Copies the value of a reply. One that cannot be copied makes another reply of it. */
function read(reply: Reply): { readonly reply: Reply; readonly value?: unknown } {
  if (reply.outcome !== "value") return { reply };
  const printed = reply.console === undefined ? {} : { console: reply.console };
  try {
    return { reply, value: decode(reply.value) };
  } catch (error) {
    if (error instanceof TooLarge) {
      return { reply: { outcome: "too large", why: error.message, ...printed } };
    }
    const message = "it gave back something that cannot be read";
    return { reply: { outcome: "threw", name: "Error", message, ...printed } };
  }
}

/** Throws what stands for a reply without a value. */
function requireValue(reply: Reply): void {
  switch (reply.outcome) {
    case "value":
      return;
    case "threw":
      throw new AnswerError(reply.name, reply.message);
    case "too large":
      throw new LimitError(
        "output",
        `Your answer gives back more than a check can take: ${reply.why}.`,
      );
    case "closure":
      throw new ClosureError(closureSentence(reply.names));
    case "limit":
      throw new LimitError(reply.limit, reply.message);
    case "no answer":
      throw new NoAnswerError(reply.verdict, reply.message);
    default:
      throw new AnswerError("Error", "Your answer gave back something that is no reply.");
  }
}

/** What is wrong with a check whose function closes over something; goes behind the name of the check. */
export function closureSentence(names: readonly string[]): string {
  const list = names.map((name) => `\`${name}\``).join(", ");
  return (
    `uses ${list} inside \`evaluate\`, but a function given to \`evaluate\` runs beside the answer and ` +
    "sees nothing of the check file; pass it in through the input"
  );
}
