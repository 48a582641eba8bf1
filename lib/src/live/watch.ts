import { quoted } from "../errors.ts";
import { checkOptions } from "../options.ts";
import { openDisplay } from "../show/display.ts";
import { drawRun } from "../show/draw.ts";
import { figureOutput } from "../show/output/figure-output.ts";
import type { DrawOptions } from "../show/run/view.ts";
import type { System } from "../system.ts";
import { SampleReader } from "./run-of-samples.ts";
import { type Sample, Sampler } from "./sampler.ts";

/** How a running system is watched. */
export interface WatchOptions {
  /** How it is drawn, as `show` of headgate/show does. Default: `"topology"`. */
  readonly as?: "topology" | "depth";
  /** The heading. Default: `"Live"`. */
  readonly title?: string;
  /** The time between two looks, in ms: a finite number from 1 up. Default: 250. */
  readonly everyMs?: number;
  /** How long to watch, in ms. Default: until `stop` is called. */
  readonly forMs?: number;
}

/** A look at a running system that has not ended, or has. */
export interface Watching {
  /** Resolves when it has ended: `forMs` are over, or `stop` was called. */
  readonly done: Promise<void>;
  /** Ends it; what is displayed last can be stepped through. Stopped twice is stopped once. */
  stop(): void;
}

/** Past these the oldest go; at four a second, five minutes. */
const keep = 1200;

/**
 * Displays a running system where the reader is looking, again and again in the same place: in a
 * notebook or a page as a picture, in a terminal as text. `show` of headgate/show draws what a trace
 * recorded; this needs no trace, and stages run no slower for it.
 *
 * It looks four times a second by default; what passes between two looks is counted and not seen. It
 * goes on until `forMs` are over or `stop` is called, also where the system was closed meanwhile.
 * Throws what {@link Sampler} throws: a `TypeError` for a system on a virtual clock or a wrong option.
 *
 * @example
 * import { System } from "headgate";
 * import { watch } from "headgate/live";
 *
 * const system = new System();
 * const watching = watch(system, { title: "The desk at work" });
 * watching.stop();
 * await watching.done;
 */
export function watch(system: System, options: WatchOptions = {}): Watching {
  checkOptions(options, "watch", ["as", "title", "everyMs", "forMs"]);
  if (typeof system?.snapshot !== "function") {
    throw new TypeError(`Expected \`watch\` to be given a system, got ${quoted(system)}`);
  }
  const { as = "topology", title = "Live", everyMs = 250, forMs } = options;
  if (as !== "topology" && as !== "depth") {
    throw new TypeError(`Expected \`as\` of watch to be "topology" or "depth", got ${quoted(as)}`);
  }
  if (forMs !== undefined && !(typeof forMs === "number" && forMs >= 1 && forMs < Infinity)) {
    throw new TypeError(
      `Expected \`forMs\` to be a finite number of milliseconds from 1 up, got ${quoted(forMs)}`,
    );
  }
  const drawing: DrawOptions = { as, title };
  const update = openDisplay();
  const { scheduler } = system.loop;
  let isOver = false;
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  let reader = new SampleReader();
  const display = (sample: Sample): void => {
    const samples = sampler.history;
    reader.take(sample);
    if (reader.steps.length > 2 * keep) {
      reader = new SampleReader();
      for (const one of samples) reader.take(one);
    }
    const figure = drawRun(reader.run, drawing);
    const data = { title, view: as, step: samples.length, panels: [{ label: "", samples }] };
    // What moves stands still for who looks at it: only the last can be stepped through.
    const json = (): string | undefined => (isOver ? JSON.stringify(data) : undefined);
    update(figureOutput(figure, json), isOver);
  };
  const sampler = new Sampler(system, display, { everyMs, keep });
  const stop = (): void => {
    if (isOver) return;
    isOver = true;
    scheduler.clearTimer(timer);
    sampler.take();
    sampler.stop();
    end();
  };
  const timer = forMs === undefined ? undefined : scheduler.setTimer(forMs, stop);
  return { done, stop };
}
