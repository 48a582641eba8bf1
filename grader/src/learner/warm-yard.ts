import type { JailYard } from "../jail/jail-yard.ts";
import type { Jail } from "../jail/jail.ts";

/** A yard whose next jail is taken out beforehand, so that asking for one starts no process while a run waits. */
export class WarmYard {
  readonly #yard: Pick<JailYard, "next" | "close">;
  #ready: Jail | undefined;

  constructor(yard: Pick<JailYard, "next" | "close">) {
    this.#yard = yard;
  }

  /** A jail that is warm if there was time to warm one. */
  next(): Jail {
    const taken = this.#ready?.isAlive ? this.#ready : this.#yard.next();
    this.#ready = undefined;
    return taken;
  }

  /** Called when nothing runs: the yard starts the jail after the next one now. */
  refill(): void {
    if (!this.#ready?.isAlive) this.#ready = this.#yard.next();
  }

  close(): void {
    this.#ready?.kill();
    this.#ready = undefined;
    this.#yard.close();
  }
}
