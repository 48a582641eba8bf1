import { quoted } from "./errors.ts";

export interface RestartLimits {
  readonly maxRestarts: number;
  readonly maxSeconds: number;
}

/** Counts restarts: more than `maxRestarts` within `maxSeconds` are too many (O-9). */
export class RestartIntensity {
  readonly #limits: RestartLimits;
  #at: number[] = [];

  constructor(limits: RestartLimits) {
    this.#limits = limits;
  }

  /** Checks the two settings. */
  static check({ maxRestarts, maxSeconds }: RestartLimits): void {
    for (const [name, value] of Object.entries({ maxRestarts, maxSeconds })) {
      const isWrong = !Number.isInteger(value) || value < (name === "maxSeconds" ? 1 : 0);
      if (!isWrong) continue;
      throw new RangeError(
        `Expected \`${name}\` to be an integer from ${name === "maxSeconds" ? 1 : 0} up, got ${quoted(value)}`,
      );
    }
  }

  /** Counts one restart at `nowMs`, and answers whether that was still allowed. */
  allows(nowMs: number): boolean {
    this.#at = this.#at.filter((at) => nowMs - at <= this.#limits.maxSeconds * 1000);
    this.#at.push(nowMs);
    return this.#at.length <= this.#limits.maxRestarts;
  }

  toString(): string {
    return `${this.#limits.maxRestarts} times in ${this.#limits.maxSeconds} seconds`;
  }
}
