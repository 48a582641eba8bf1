import { producer, type ProducerDefinition } from "../definitions.ts";
import { whenEnded } from "../end-process.ts";
import type { StageError } from "../errors.ts";
import type { Stage } from "../stage.ts";

interface Waiting {
  readonly taken: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A producer that is written to from outside: a write is over when demand has taken all of it, so that
 * whoever writes is held back. One write at a time, as streams do.
 */
export class Feed<Out> {
  readonly producer: ProducerDefinition<Out>;
  readonly #onLost: (error: StageError) => void;
  readonly #onUse: () => void;
  #stage: Stage | undefined;
  #demand = 0;
  // Written, and not yet taken by demand.
  #events: Out[] = [];
  #waiting: Waiting | undefined;
  // Why nothing can be written any more: true after `end`, otherwise the failure.
  #over: true | { readonly error: unknown } | undefined;

  /** `onLost` is told when the stage ends before the writer has, `onUse` before anything is handed over. */
  constructor(onLost: (error: StageError) => void, onUse: () => void = () => {}) {
    this.#onLost = onLost;
    this.#onUse = onUse;
    this.producer = producer<Out>((stage) => {
      this.#begin(stage as Stage);
      return {
        handleDemand: (demand) => {
          this.#demand += demand;
          return this.#take();
        },
      };
    });
  }

  #begin(stage: Stage): void {
    if (this.#stage !== undefined) {
      throw new TypeError(
        "Expected a producer that is written to to be started once: make another pair for another start",
      );
    }
    if (typeof this.#over === "object") throw this.#over.error;
    this.#stage = stage;
    whenEnded(stage, (error) => this.#lose(error as StageError));
    this.#watch();
    if (this.#over === true) stage.complete();
  }

  /** Hands events over. Answers undefined where demand takes them at once, else a promise of that. */
  write(events: Out[]): Promise<void> | undefined {
    if (typeof this.#over === "object") return Promise.reject(this.#over.error);
    this.#onUse();
    this.#events = events;
    if (this.#demand > 0) this.#stage?.emit(this.#take());
    if (this.#events.length === 0) return undefined;
    let resolve = (): void => {};
    let reject = (_error: unknown): void => {};
    const taken = new Promise<void>((...settle) => {
      [resolve, reject] = settle;
    });
    this.#waiting = { taken, resolve, reject };
    this.#watch();
    return taken;
  }

  /** Nothing more comes: the stage ends with "normal" behind all that was written. */
  end(): void {
    if (this.#over === undefined) this.#onUse();
    this.#over ??= true;
    this.#stage?.complete();
  }

  /** The writer has failed, and so does the stage. */
  fail(error: unknown): void {
    if (this.#over !== undefined) return;
    this.#over = { error };
    this.#waiting?.reject(error);
    if (this.#stage === undefined) return;
    this.#stage.callback = "handleDemand";
    this.#stage.crash(error);
  }

  #take(): Out[] {
    const taken = this.#events.splice(0, this.#demand);
    this.#demand -= taken.length;
    if (this.#events.length === 0) {
      this.#waiting?.resolve();
      this.#waiting = undefined;
    }
    return taken;
  }

  /** A writer that waits is an outsider to time: on a virtual clock it moves on, or the writer is told. */
  #watch(): void {
    if (this.#waiting === undefined || this.#stage === undefined) return;
    const taken = this.#stage.loop.waitOutside(this.#waiting.taken);
    taken.catch((error: unknown) => this.fail(error));
  }

  #lose(error: StageError): void {
    if (this.#over !== undefined) return;
    this.#over = { error };
    this.#onLost(error);
    this.#waiting?.reject(error);
  }
}
