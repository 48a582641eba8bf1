import { quoted } from "../errors.ts";
import type { Trace } from "../trace.ts";
import { displayRich } from "./display.ts";
import { draw, type Panel } from "./draw.ts";
import { figureJson } from "./output/figure-data.ts";
import { figureOutput } from "./output/figure-output.ts";
import type { DrawOptions } from "./run/view.ts";

/** What has a trace: a `System`. */
export interface Traced {
  /** What happened so far. */
  readonly trace: Trace;
}

/**
 * Draws the trace of a run and displays it: in a notebook or a page as a player to step through the run,
 * with the picture and a table where scripts do not run; in a terminal as text. Of several runs,
 * `[{ label, trace }, …]`, it shows up to 4 on one clock. It only draws what happened up to now; let the
 * run go on and show it again.
 *
 * The system must have been made with `trace: true`. What may be chosen is in {@link DrawOptions};
 * `draw` answers the drawing instead of displaying it, and {@link save} puts it into a file. A player is
 * given the newest 20 000 entries. Throws what `draw` throws, and a `TypeError` for what has no trace.
 *
 * @example
 * import { System } from "headgate";
 * import { show } from "headgate/show";
 *
 * const system = new System({ clock: "virtual", trace: true });
 * await system.idle();
 * show(system, { as: "depth", title: "A slow consumer" });
 */
export function show(
  systemOrTrace: Traced | Trace | readonly Panel[],
  options: DrawOptions = {},
): void {
  const traces = tracesOf("show", systemOrTrace);
  const figure = draw(traces, options);
  const drawn = { ...options, as: figure.as };
  displayRich(figureOutput(figure, () => figureJson(panelsOf(traces), drawn)));
}

/** What `draw` takes: the trace of a system, a trace, or panels as they are. */
export function tracesOf(
  caller: string,
  given: Traced | Trace | readonly Panel[],
): Trace | readonly Panel[] {
  if (Array.isArray(given)) return given as readonly Panel[];
  const trace: unknown =
    Object(given) !== given ? undefined : "entries" in given ? given : given.trace;
  if (Array.isArray((trace as Trace | undefined)?.entries)) return trace as Trace;
  throw new TypeError(
    `Expected \`${caller}\` to be given a system or its trace, got ${quoted(given)}`,
  );
}

/** The same as panels; one run alone needs no label. */
export function panelsOf(traces: Trace | readonly Panel[]): readonly Panel[] {
  const isPanels = (given: Trace | readonly Panel[]): given is readonly Panel[] =>
    Array.isArray(given);
  return isPanels(traces) ? traces : [{ label: "", trace: traces }];
}
