import type { System } from "headgate";

/** Older systems are let go: a program may make one after the other. */
const most = 100;

/** The systems that a program makes: each announces itself to a function under this symbol. */
export class AnnouncedSystems {
  readonly #systems = new Map<number, System>();
  readonly #onNew: () => void;
  #count = 0;

  constructor(onNew: () => void) {
    this.#onNew = onNew;
    const announce = (system: System): void => this.#add(system);
    Object.assign(globalThis, { [Symbol.for("headgate.systems")]: announce });
  }

  #add(system: System): void {
    this.#systems.set(++this.#count, system);
    if (this.#systems.size > most) this.#systems.delete(this.#count - most);
    this.#onNew();
  }

  get numbers(): readonly number[] {
    return [...this.#systems.keys()];
  }

  get(number: number): System | undefined {
    return this.#systems.get(number);
  }
}
