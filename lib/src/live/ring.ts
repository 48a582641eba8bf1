/** The latest so many values, oldest first; each one more takes the place of the oldest. */
export class Ring<T> {
  readonly #most: number;
  readonly #slots: T[] = [];
  // Where the oldest is, once the ring is full.
  #head = 0;

  /** `most`: an integer from 0 up. */
  constructor(most: number) {
    this.#most = most;
  }

  push(value: T): void {
    if (this.#slots.length < this.#most) this.#slots.push(value);
    else if (this.#most > 0) {
      this.#slots[this.#head] = value;
      this.#head = (this.#head + 1) % this.#most;
    }
  }

  toArray(): T[] {
    return [...this.#slots.slice(this.#head), ...this.#slots.slice(0, this.#head)];
  }
}
