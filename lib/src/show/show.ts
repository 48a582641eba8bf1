import { quoted } from "../errors.ts";
import type { Trace } from "../trace.ts";
import { display } from "./display.ts";
import { draw } from "./draw.ts";
import type { DrawOptions } from "./run/view.ts";

/** What has a trace: a `System`. */
export interface Traced {
  /** What happened so far. */
  readonly trace: Trace;
}

/**
 * Draws the trace of a run and displays it: in a notebook or a page as a picture with a table, in a
 * terminal as text. It only draws what happened up to now; let the run go on and show it again.
 *
 * The system must have been made with `trace: true`. What may be chosen is in {@link DrawOptions};
 * `draw` answers the drawing instead of displaying it. Throws what `draw` throws, and a `TypeError`
 * for what has no trace.
 *
 * @example
 * import { System } from "headgate";
 * import { show } from "headgate/show";
 *
 * const system = new System({ clock: "virtual", trace: true });
 * await system.idle();
 * show(system, { as: "depth", title: "A slow consumer" });
 */
export function show(systemOrTrace: Traced | Trace, options: DrawOptions = {}): void {
  const { text, html } = draw(traceOf(systemOrTrace), options);
  display({ "text/plain": text, "text/html": html });
}

function traceOf(given: Traced | Trace): Trace {
  const trace: unknown =
    Object(given) !== given ? undefined : "entries" in given ? given : given.trace;
  if (Array.isArray((trace as Trace | undefined)?.entries)) return trace as Trace;
  throw new TypeError(`Expected \`show\` to be given a system or its trace, got ${quoted(given)}`);
}
