import { quoted } from "../errors.ts";
import type { Trace } from "../trace.ts";
import { kinds, type Drawn } from "./kinds.ts";
import { figure, stepTable, type Figure } from "./paint/figure.ts";
import { stacked } from "./paint/panels.ts";
import { paragraph } from "./paint/terminal.ts";
import type { Drawing } from "./paint/svg.ts";
import { count } from "./paint/words.ts";
import { record } from "./run/recording.ts";
import { readRun, type Run } from "./run/run.ts";
import { lostIn, summaryOf, viewOf, type DrawOptions, type View } from "./run/view.ts";

/** One of several runs in one figure. */
export interface Panel {
  /** Stands over its drawing. */
  readonly label: string;
  /** What happened in it. */
  readonly trace: Trace;
}

const mostPanels = 6;

/**
 * Draws the trace of a run, as text, as SVG and as HTML, and shows nothing: for tests, files and pages.
 * `show` draws the same and displays it. Pure: the same trace and options give the same bytes.
 *
 * Of 1 to 6 {@link Panel}s it draws the runs over one another, each under its label, all with the same
 * axis and scale. `stages`, `from` and `to` then hold for each; a panel draws of `stages` those it has.
 *
 * Times are told in ms in a run of less than 10 s; in a longer one in days, hours, minutes and seconds,
 * exact to the ms but where only a place on an axis is told, and an axis counts in one of these units. How fast
 * events were handled is told in the same unit: a second, an hour, a day.
 *
 * What does not fit is left out with a sentence saying so: stages past the first 12, the middle of a
 * long sequence, rows of a long table. A `from` past the end of a trace draws nothing of it, and a `to`
 * draws it to its end. Throws a `RangeError` for an unknown `as`, a name in `stages` that no trace
 * knows, a `from` or `to` that is no integer from 1 up, or no panel or more than 6, and a `TypeError`
 * for a panel without a label and a trace.
 *
 * @example
 * import { System } from "headgate";
 * import { draw } from "headgate/show";
 *
 * const system = new System({ clock: "virtual", trace: true });
 * const { svg } = draw(system.trace, { as: "topology" });
 * const both = draw([{ label: "before", trace: system.trace }, { label: "after", trace: system.trace }]);
 */
export function draw(trace: Trace | readonly Panel[], options: DrawOptions = {}): Figure {
  checkOptions(options);
  return isPanels(trace) ? drawPanels(trace, options) : drawRun(readRun(record(trace)), options);
}

/** As {@link draw}, of a run that was read already, or that was never a trace. */
export function drawRun(run: Run, options: DrawOptions): Figure {
  checkOptions(options);
  checkStages([run], options);
  const view = viewOf(run, options);
  const as = options.as ?? kindFor([view]);
  const kind = kinds[as];
  const drawn = kind.draw([view])[0]!;
  return figure({
    as,
    title: options.title ?? kind.title,
    summary: summed(view, drawn),
    drawing: unlessEmpty(view, drawn),
    lines: view.steps.length === 0 ? [] : drawn.lines,
    table: (drawn.table ?? "") + stepTable(view.steps),
    notes: [...view.notes, ...(drawn.notes ?? [])],
  });
}

const isPanels = (given: Trace | readonly Panel[]): given is readonly Panel[] =>
  Array.isArray(given);

function drawPanels(panels: readonly Panel[], options: DrawOptions): Figure {
  checkPanels(panels);
  const runs = panels.map(({ trace }) => readRun(record(trace)));
  checkStages(runs, options);
  const views = runs.map((run) => viewOf(run, options));
  const as = options.as ?? kindFor(views);
  const kind = kinds[as];
  const parts = kind.draw(views).map((drawn, index) => {
    const view = views[index]!;
    const { label } = panels[index]!;
    return { label, view, drawn, drawing: unlessEmpty(view, drawn) };
  });
  return figure({
    as,
    title: options.title ?? kind.title,
    summary: parts.map(({ label, view, drawn }) => `${label}: ${summed(view, drawn)}`).join(" "),
    drawing: stacked(parts),
    lines: parts.flatMap(({ label, view, drawn }, index) => [
      ...(index > 0 ? [""] : []),
      ...paragraph(label),
      ...(view.steps.length === 0 ? [] : drawn.lines),
    ]),
    table: parts
      .map(({ label, view, drawn }) => (drawn.table ?? "") + stepTable(view.steps, label))
      .join(""),
    notes: parts.flatMap(({ label, view, drawn }) =>
      [...view.notes, ...(drawn.notes ?? [])].map((note) => `${label}: ${note}`),
    ),
  });
}

const unlessEmpty = ({ steps }: View, { drawing }: Drawn): Drawing =>
  steps.length === 0 ? { width: 320, height: 0, body: "" } : drawing;

/** What there is to see in a view, and where else to look. */
function summed(view: View, drawn: Drawn): string {
  const lost = lostIn(view);
  const first = drawn.summary === undefined || view.steps.length === 0 ? [] : [drawn.summary];
  const hint =
    lost > 0 && drawn.summary === undefined
      ? [`${count(lost)} lost (as: "lost" shows where).`]
      : [];
  const more = drawn.more ? [drawn.more] : [];
  return [...first, summaryOf(view), ...more, ...hint].join(" ");
}

/** Each stage that was chosen has to be in one of the runs. */
function checkStages(runs: readonly Run[], { stages = [] }: DrawOptions): void {
  const known = new Set(runs.flatMap((run) => run.stages.map(({ name }) => name)));
  for (const name of stages) {
    if (known.has(name)) continue;
    throw new RangeError(
      `Expected \`stages\` to name stages of this trace (${[...known].slice(0, 8).join(", ")}), got ${quoted(name)}`,
    );
  }
}

/** The kind of figure that fits. */
function kindFor(views: readonly View[]): keyof typeof kinds {
  const isTalk = ({ steps }: View): boolean =>
    steps.some((step) => step.what === "events" || step.what === "ask");
  if (!views.some(isTalk)) return "topology";
  const isShort = views.every(({ names, steps }) => names.length <= 6 && steps.length <= 60);
  return isShort ? "sequence" : "depth";
}

function checkOptions({ as, from = 1, to = 1 }: DrawOptions): void {
  if (as !== undefined && !Object.hasOwn(kinds, as)) {
    throw new RangeError(
      `Expected \`as\` to be ${Object.keys(kinds).join(", ")}, got ${quoted(as)}`,
    );
  }
  for (const [name, step] of Object.entries({ from, to })) {
    if (!Number.isInteger(step) || step < 1) {
      throw new RangeError(
        `Expected \`${name}\` to be a step, an integer from 1 up, got ${quoted(step)}`,
      );
    }
  }
}

function checkPanels(panels: readonly Panel[]): void {
  if (panels.length === 0 || panels.length > mostPanels) {
    throw new RangeError(
      `Expected \`trace\` to be a trace or 1 to ${mostPanels} panels, got ${quoted(panels.length)}`,
    );
  }
  for (const [index, panel] of panels.entries()) {
    const { label, trace } = Object(panel) as Partial<Panel>;
    if (typeof label === "string" && Array.isArray(trace?.entries)) continue;
    throw new TypeError(
      `Expected panel ${index} to be \`{ label, trace }\` with a system's trace, got ${quoted(panel)}`,
    );
  }
}
