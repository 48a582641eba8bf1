import { type ProducerCallbacks, producer, type ProducerDefinition } from "../definitions.ts";
import { whenEnded } from "../end-process.ts";
import { quoted, type StageError } from "../errors.ts";
import type { ExitReason } from "../exit-reason.ts";
import type { Stage } from "../stage.ts";
import { isThenable } from "../thenable.ts";
import type { Worker } from "../waits.ts";

/** Something outside the stages that events are taken from, one at a time: an iterator, or like one. */
export interface Source<Out> {
  next(): IteratorResult<Out, unknown> | PromiseLike<IteratorResult<Out, unknown>>;
  /** The stage has ended before the source: it is let go. */
  return?(reason: ExitReason): unknown;
}

/** How a producer behaves whose events come from outside. */
export interface FromIterableOptions {
  /** What happens when the last consumer leaves: go on, or stop "normal" (E-3). Default: "continue". */
  readonly onCancel?: "continue" | "stop";
}

/**
 * A producer that takes exactly as many events from a source as it is asked for (E-1), and ends as the
 * source does. While it waits for the source it takes messages all the same, so it can be stopped; to
 * `idle` and to a virtual clock it is at work.
 *
 * @param open is called when the stage starts. By what it is given the source fails unasked.
 */
export function fromSource<Out>(
  open: (fail: (error: unknown) => void) => Source<Out>,
  { onCancel = "continue" }: FromIterableOptions = {},
): ProducerDefinition<Out> {
  if (onCancel !== "continue" && onCancel !== "stop") {
    throw new TypeError(
      `Expected \`onCancel\` to be "continue" or "stop", got ${quoted(onCancel)}`,
    );
  }
  return producer<Out>((context) => {
    const stage = context as Stage;
    const reader: Reader<Out> = new Reader(
      stage,
      open((error) => reader.fail(error)),
    );
    let consumers = 0;
    return {
      handleDemand: (demand) => reader.handleDemand(demand),
      handleSubscribe: () => void consumers++,
      handleCancel: () => {
        consumers--;
        if (onCancel === "stop" && consumers === 0) stage.stop("normal");
      },
    };
  });
}

/** Takes from one source for one stage. */
class Reader<Out> implements Worker, Pick<ProducerCallbacks<Out>, "handleDemand"> {
  readonly #stage: Stage;
  readonly #source: Source<Out>;
  waitCount = 0;
  isAtWork = false;
  #wanted = 0;
  // Taken and not yet emitted.
  #events: Out[] = [];
  #isFlushDue = false;
  #isDone = false;

  constructor(stage: Stage, source: Source<Out>) {
    this.#stage = stage;
    this.#source = source;
    whenEnded(stage, (error) => this.#close((error as StageError).reason));
  }

  handleDemand(demand: number): Out[] {
    this.#wanted += demand;
    // Asked for while it waits for the source, it goes on when that has answered.
    try {
      if (!this.isAtWork) this.#stage.loop.runAs(this, this.#pull);
    } catch (error) {
      // What was taken before is handed out all the same.
      this.#flush();
      this.#isDone = true;
      throw error;
    }
    return this.#take();
  }

  /** The source failed: so does the stage. */
  fail(error: unknown): void {
    this.#isDone = true;
    if (!this.#stage.isAlive) return;
    this.#stage.callback = "handleDemand";
    this.#stage.crash(error);
  }

  /** Takes what is wanted, or as much as there is without waiting. */
  readonly #pull = (): void => {
    const { loop } = this.#stage;
    while (this.#wanted > 0 && !this.#isDone && this.#stage.isAlive) {
      const next = this.#source.next();
      if (isThenable(next)) {
        loop.suspended(this);
        next.then(this.#arrived, this.#failed);
        return;
      }
      this.#put(next);
    }
    loop.resumed(this);
  };

  #put(next: IteratorResult<Out, unknown>): void {
    if (next.done) {
      this.#isDone = true;
      this.#stage.complete();
      return;
    }
    this.#wanted--;
    this.#events.push(next.value);
  }

  readonly #arrived = (next: IteratorResult<Out, unknown>): void => {
    const { loop } = this.#stage;
    loop.hold();
    try {
      // The end goes behind what is not yet emitted.
      if (next.done) this.#flush();
      if (this.#stage.isAlive) this.#put(next);
      loop.runAs(this, this.#pull);
      if (this.#wanted === 0 || this.#isDone) this.#flush();
      else this.#flushSoon();
    } catch (error) {
      this.#failed(error);
    }
    loop.runSoon();
  };

  readonly #failed = (error: unknown): void => {
    this.#flush();
    this.#stage.loop.resumed(this);
    this.fail(error);
    this.#stage.loop.runSoon();
  };

  /** What a slow source gives goes out when the host has had its turn; a fast one has given all by then. */
  #flushSoon(): void {
    if (this.#isFlushDue || this.#events.length === 0) return;
    this.#isFlushDue = true;
    this.#stage.loop.scheduler.afterHost(() => {
      this.#isFlushDue = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#events.length > 0 && this.#stage.isAlive) this.#stage.emit(this.#take());
  }

  #take(): Out[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #close(reason: ExitReason): void {
    this.#stage.loop.resumed(this);
    if (this.#isDone) return;
    this.#isDone = true;
    // The stage is gone: nobody is left who could be told that closing the source failed.
    try {
      const closed = this.#source.return?.(reason);
      if (isThenable(closed)) closed.then(undefined, () => {});
    } catch {}
  }
}
