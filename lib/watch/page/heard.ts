import type { Sample } from "headgate/live";

/** The latest samples of one system, oldest first. */
export class Heard {
  readonly #most: number;
  #samples: Sample[] = [];
  /** Samples are at hand that nobody has taken yet. */
  hasNews = false;

  /** `most`: how many are kept, an integer from 1 up. */
  constructor(most: number) {
    this.#most = most;
  }

  add(sample: Sample): void {
    const before = this.#samples.at(-1)?.snapshot.at ?? -Infinity;
    // The clock of a program that was started again begins anew.
    if (sample.snapshot.at < before) this.#samples = [];
    this.#samples.push(sample);
    if (this.#samples.length > this.#most) this.#samples.shift();
    this.hasNews = true;
  }

  /** All that are kept, in a list that does not change any more. */
  take(): readonly Sample[] {
    this.hasNews = false;
    return [...this.#samples];
  }

  /** Forgets them all. */
  clear(): void {
    this.#samples = [];
    this.hasNews = false;
  }
}
