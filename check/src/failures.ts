/** Why an answer was stopped. */
export type Limit = "time" | "memory" | "output";

/**
 * An answer ran into a limit while a check evaluated it. A check may catch it to say more, but it can never pass
 * once this has happened.
 */
export class LimitError extends Error {
  override readonly name = "LimitError";
  readonly kind: Limit;

  constructor(kind: Limit, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The answer threw, or the function sent to it did: a copy of what was thrown. */
export class AnswerError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Why there is no answer to evaluate. */
export type Absence = "error" | "refused" | "not submitted" | "not run" | "internal";

/** There is no answer to evaluate: it was not handed in, was refused, or failed when it was loaded. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError";
  readonly verdict: Absence;

  constructor(verdict: Absence, message: string) {
    super(message);
    this.verdict = verdict;
  }
}

/** The function given to `evaluate` uses a name of the check file: a mistake in the check, not in the answer. */
export class ClosureError extends Error {
  override readonly name = "ClosureError";
}

/** A check file does something that only vitest itself offers, or misuses `evaluate`. */
export class CheckFileError extends Error {
  override readonly name = "CheckFileError";
}
