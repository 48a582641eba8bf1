import { quoted } from "../../../errors.ts";
import { lineText } from "../over-time/text.ts";
import { display } from "../../display.ts";
import { figure, foldedTable, type Figure } from "../../paint/figure.ts";
import { plotSvg, type Series } from "./svg.ts";
import { peak } from "../../paint/step-line.ts";
import { scaleOf, timeAxis, timeCell, timeHead } from "../../paint/times.ts";
import { count, counted } from "../../paint/words.ts";

/** What a plot may be told. */
export interface PlotOptions {
  /** The heading. Default: `"Over time"`. */
  readonly title?: string;
  /** What the values are, with their unit. Default: `"events"`. */
  readonly yLabel?: string;
}

const maxSeries = 6;

/**
 * Draws numbers over time as step lines and displays them, for a run that has no trace: `show` draws
 * that of a system. One to 6 series; points are `[ms, value]` in order of ms, all finite, and a value
 * holds until the next point. Throws a `RangeError` otherwise.
 *
 * @example
 * plot([{ name: "queue", points: [[0, 0], [10, 40], [20, 80]] }], { yLabel: "events in memory" });
 */
export function plot(series: readonly Series[], options: PlotOptions = {}): void {
  const { text, html } = drawPlot(series, options);
  display({ "text/plain": text, "text/html": html });
}

/**
 * Draws what `plot` displays, and displays nothing. Pure: the same numbers give the same bytes.
 *
 * @example
 * const { text } = drawPlot([{ name: "queue", points: [[0, 0], [10, 40], [20, 80]] }]);
 * console.assert(text.includes("queue"));
 */
export function drawPlot(series: readonly Series[], options: PlotOptions = {}): Figure {
  const { title = "Over time", yLabel = "events" } = options;
  checkSeries(series);
  const times = series.flatMap(({ points }) => points.map((point) => point[0]));
  const from = times.reduce((min, ms) => Math.min(min, ms), times[0] ?? 0);
  const to = times.reduce((max, ms) => Math.max(max, ms), from);
  const axis = timeAxis(from, to > from ? to : from + 1);
  const high = series.reduce((max, { points }) => Math.max(max, peak(points)[1]), 0);
  const rows = series.flatMap(({ name, points }) =>
    points.map(([ms, value]) => [name, timeCell(ms, to), count(value)]),
  );
  const highest = series.map(({ name, points }) => `${name}: max ${count(peak(points)[1])}.`);
  return figure({
    as: "plot",
    title,
    summary: highest.join(" "),
    drawing: plotSvg(series, axis, yLabel),
    lines: [
      scaleOf(axis).origin > 0 ? `${yLabel} · ${axis.label}` : yLabel,
      ...series.map(({ name, points }) => lineText(name, points, axis, high)),
    ],
    table: foldedTable(
      `The same as a table: ${counted(rows.length, "point")}`,
      ["series", timeHead(to), "value"],
      rows,
    ),
    notes: [],
  });
}

function checkSeries(series: readonly Series[]): void {
  if (series.length === 0 || series.length > maxSeries) {
    throw new RangeError(
      `Expected \`series\` to hold 1 to ${maxSeries} lines, got ${quoted(series.length)}`,
    );
  }
  for (const { name, points } of series) {
    for (const [index, [ms, value]] of points.entries()) {
      const isPoint = Number.isFinite(ms) && Number.isFinite(value);
      if (isPoint && ms >= (points[index - 1]?.[0] ?? ms)) continue;
      const why = isPoint
        ? "not before the point in front of it"
        : "two finite numbers [ms, value]";
      throw new RangeError(
        `Expected point ${index} of series ${quoted(name)} to be ${why}, got ${quoted(`[${ms}, ${value}]`)}`,
      );
    }
  }
}
