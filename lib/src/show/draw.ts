import { quoted } from "../errors.ts";
import type { Trace } from "../trace.ts";
import { depthOf } from "./views/over-time/depth.ts";
import { depthSvg } from "./views/over-time/svg.ts";
import { depthText } from "./views/over-time/text.ts";
import { figure, stepTable, type Figure } from "./paint/figure.ts";
import { record } from "./run/recording.ts";
import { readRun } from "./run/run.ts";
import { sequenceSvg } from "./views/sequence/svg.ts";
import { sequenceText } from "./views/sequence/text.ts";
import type { Drawing } from "./paint/svg.ts";
import { topologySvg } from "./views/topology/svg.ts";
import { topologyText } from "./views/topology/text.ts";
import { summaryOf, viewOf, type DrawOptions, type View } from "./run/view.ts";

interface Drawn {
  readonly title: string;
  readonly drawing: Drawing;
  readonly lines: readonly string[];
  readonly notes?: readonly string[];
}

const kinds: Record<NonNullable<DrawOptions["as"]>, (view: View) => Drawn> = {
  sequence: (view) => ({
    title: "Who sent what to whom",
    drawing: sequenceSvg(view),
    lines: sequenceText(view),
  }),
  depth: (view) => {
    const depth = depthOf(view);
    const [drawing, lines] = [depthSvg(depth), depthText(depth)];
    return { title: "What was owed and what waited", drawing, lines, notes: depth.notes };
  },
  topology: (view) => ({
    title: "Who asks whom",
    drawing: topologySvg(view),
    lines: topologyText(view),
  }),
};

/**
 * Draws the trace of a run, as text, as SVG and as HTML, and shows nothing: for tests, files and pages.
 * `show` draws the same and displays it. Pure: the same trace and options give the same bytes.
 *
 * What does not fit is left out with a sentence saying so: stages past the first 12, the middle of a
 * long sequence, rows of a long table. Throws a `RangeError` for an unknown `as`, a name in `stages`
 * that the trace does not know, or a `from` or `to` that is no step.
 *
 * @example
 * import { System } from "headgate";
 * import { draw } from "headgate/show";
 *
 * const system = new System({ clock: "virtual", trace: true });
 * const { svg } = draw(system.trace, { as: "topology" });
 */
export function draw(trace: Trace, options: DrawOptions = {}): Figure {
  const { as, from = 1, to } = options;
  if (as !== undefined && !Object.hasOwn(kinds, as)) {
    throw new RangeError(
      `Expected \`as\` to be ${Object.keys(kinds).join(", ")}, got ${quoted(as)}`,
    );
  }
  for (const [name, step] of [
    ["from", from],
    ["to", to ?? 1],
  ] as const) {
    if (!Number.isInteger(step) || step < 1) {
      throw new RangeError(
        `Expected \`${name}\` to be a step, an integer from 1 up, got ${quoted(step)}`,
      );
    }
  }
  const view = viewOf(readRun(record(trace), to), options);
  const isEmpty = view.steps.length === 0;
  const drawn = kinds[as ?? kindFor(view)](view);
  return figure({
    title: options.title ?? drawn.title,
    summary: summaryOf(view),
    drawing: isEmpty ? { width: 320, height: 0, body: "" } : drawn.drawing,
    lines: isEmpty ? [] : drawn.lines,
    table: stepTable(view.steps),
    notes: [...view.notes, ...(drawn.notes ?? [])],
  });
}

function kindFor({ names, steps }: View): keyof typeof kinds {
  if (!steps.some((step) => step.what === "events" || step.what === "ask")) return "topology";
  return names.length <= 6 && steps.length <= 60 ? "sequence" : "depth";
}
