import { describeReason, quoted } from "../errors.ts";
import { checkOptions } from "../options.ts";
import type { SystemSnapshot } from "../snapshot.ts";
import type { System } from "../system.ts";
import { type Rates, ratesBetween } from "./rates.ts";
import { Ring } from "./ring.ts";

/** A system at one moment, and how fast events passed until then. */
export interface Sample {
  /** What stages and subscriptions were. */
  readonly snapshot: SystemSnapshot;
  /** Since the sample before, or since the sampler began. */
  readonly rates: Rates;
}

/** How a system is sampled. */
export interface SamplerOptions {
  /** The time between two samples, in ms: a finite number from 1 up. Default: 100. */
  readonly everyMs?: number;
  /** How many samples `history` holds at most: an integer from 0 up. Default: 600, at 100 ms a minute. */
  readonly keep?: number;
}

/**
 * Takes a snapshot of a system again and again, on the host's clock, and calls back with each and with
 * the rates since the one before. The stages know nothing of it: the run loop lets the host have its
 * turns, also while stages have no pause. It keeps no program alive.
 *
 * @throws {TypeError} for a system on a virtual clock, and for an option of the wrong kind.
 * @example
 * const system = new System();
 * const sampler = new Sampler(system, ({ snapshot, rates }) => {
 *   console.log(snapshot.stages.length, rates.subscriptions);
 * });
 * console.assert(sampler.history.length === 0);
 * sampler.stop();
 */
export class Sampler {
  readonly #system: System;
  readonly #onSample: (sample: Sample) => void;
  readonly #everyMs: number;
  readonly #history: Ring<Sample>;
  #before: SystemSnapshot;
  #timer: unknown;
  #isStopped = false;

  constructor(system: System, onSample: (sample: Sample) => void, options: SamplerOptions = {}) {
    checkOptions(options, "a sampler", ["everyMs", "keep"]);
    const { everyMs = 100, keep = 600 } = options;
    if (typeof everyMs !== "number" || !(everyMs >= 1 && everyMs < Infinity)) {
      throw new TypeError(
        `Expected \`everyMs\` to be a finite number of milliseconds from 1 up, got ${quoted(everyMs)}`,
      );
    }
    if (!Number.isInteger(keep) || keep < 0) {
      throw new TypeError(`Expected \`keep\` to be an integer from 0 up, got ${quoted(keep)}`);
    }
    if (system.loop.scheduler.isVirtual) {
      throw new TypeError(
        "Expected a system on the real clock: on a virtual one a run takes no time in which it could be watched, so record it with `trace: true` and draw that",
      );
    }
    this.#system = system;
    this.#onSample = onSample;
    this.#everyMs = everyMs;
    this.#history = new Ring(keep);
    this.#before = system.snapshot();
    this.#setTimer();
  }

  /** The latest samples, oldest first; kept when sampling has stopped. */
  get history(): readonly Sample[] {
    return this.#history.toArray();
  }

  /** Takes a sample now, whenever the next is due. */
  take(): void {
    const snapshot = this.#system.snapshot();
    const sample = { snapshot, rates: ratesBetween(this.#before, snapshot) };
    this.#before = snapshot;
    this.#history.push(sample);
    try {
      this.#onSample(sample);
    } catch (error) {
      this.#system.report(`A listener to samples threw: ${describeReason(error)}`);
    }
  }

  /** Ends the sampling. Stopped twice is stopped once. */
  stop(): void {
    this.#isStopped = true;
    this.#system.loop.scheduler.clearTimer(this.#timer);
  }

  #setTimer(): void {
    const { scheduler } = this.#system.loop;
    this.#timer = scheduler.setTimer(this.#everyMs, () => {
      this.take();
      if (!this.#isStopped) this.#setTimer();
    });
    scheduler.letGo(this.#timer);
  }
}
