/**
 * A first-in first-out queue on a ring of slots: every operation takes constant time, and a queue
 * that has grown once allocates no more.
 */
export class Fifo<T> {
  #slots: (T | undefined)[] = [undefined, undefined, undefined, undefined];
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(value: T): void {
    if (this.#size === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#size++) & (this.#slots.length - 1)] = value;
  }

  /** Puts a value in front, so that it is the next to leave. */
  unshift(value: T): void {
    if (this.#size === this.#slots.length) this.#grow();
    this.#head = (this.#head - 1) & (this.#slots.length - 1);
    this.#slots[this.#head] = value;
    this.#size++;
  }

  shift(): T | undefined {
    if (this.#size === 0) return undefined;
    const value = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#slots.length - 1);
    this.#size--;
    return value;
  }

  /** Takes the value at `index` (0 is the oldest) out of the queue; the oldest moves into its place. */
  takeAt(index: number): T | undefined {
    const mask = this.#slots.length - 1;
    const slot = (this.#head + index) & mask;
    const value = this.#slots[slot];
    this.#slots[slot] = this.#slots[this.#head];
    this.shift();
    return value;
  }

  peek(): T | undefined {
    return this.#size === 0 ? undefined : this.#slots[this.#head];
  }

  clear(): void {
    this.#slots = [undefined, undefined, undefined, undefined];
    this.#head = 0;
    this.#size = 0;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let i = 0; i < this.#size; i++) {
      yield this.#slots[(this.#head + i) & (this.#slots.length - 1)] as T;
    }
  }

  #grow(): void {
    const slots = Array.from<T | undefined>({ length: this.#slots.length * 2 });
    let i = 0;
    for (const value of this) slots[i++] = value;
    this.#slots = slots;
    this.#head = 0;
  }
}
