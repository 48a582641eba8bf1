import { lastValue, peak, type Axis, type Points } from "../../paint/step-line.ts";
import { axes, left, stepPath, xOf, yOf, type Frame } from "./frame.ts";
import { at, inkWidth, lines, muted, text, wrap, type Drawing } from "../../paint/svg.ts";
import { count } from "../../paint/words.ts";

const width = 232;
const labelWidth = 114;

/** Strokes that differ in hue and in dash; each keeps 3:1 against white and against dark papers. */
const strokes = [
  ["#2674c4", ""],
  ["#b25b00", "7 3"],
  ["#2e8540", "2 3"],
  ["#8e5bc0", "10 3 2 3"],
  ["#c2417c", "4 5"],
  ["#0f7f86", "14 4"],
] as const;

/** A named step line. */
export interface Series {
  /** Stands at the end of the line. */
  readonly name: string;
  /** `[ms, value]`, in order of ms; a value holds until the next. */
  readonly points: Points;
}

/** Draws step lines over one another, each with its name and highest value at its end. */
export function plotSvg(series: readonly Series[], axis: Axis, yLabel: string): Drawing {
  const labels = series.map(({ name }) => wrap(name, labelWidth, 2, 13));
  const words = labels.reduce((sum, label) => sum + heightOf(label), 0);
  const values = series.flatMap(({ points }) => points.map((point) => point[1]));
  const top = 40;
  const frame: Frame = {
    axis,
    top,
    bottom: top + Math.max(150, words),
    width,
    low: values.reduce((min, value) => Math.min(min, value), 0),
    high: values.reduce((max, value) => Math.max(max, value), Number.MIN_VALUE) || 1,
  };
  const body =
    text(0, 14, yLabel, ' font-weight="600"') +
    axes(frame, true) +
    series
      .map(
        ({ points }, index) =>
          `<path d="${stepPath(points, frame)}" fill="none" ${strokeOf(index)}/>`,
      )
      .join("") +
    highest(series, frame) +
    ends(series, labels, frame);
  return { width: left + width + 14 + labelWidth, height: frame.bottom + 42, body };
}

const heightOf = (label: readonly string[]): number => 15 * label.length + 37;

function strokeOf(index: number): string {
  const [color, dash] = strokes[index % strokes.length]!;
  return `stroke="${color}" stroke-width="2"${dash && ` stroke-dasharray="${dash}"`}`;
}

/** The highest value of all, marked where it was first reached. */
function highest(series: readonly Series[], frame: Frame): string {
  const peaks = series.filter(({ points }) => points.length > 0).map(({ points }) => peak(points));
  const most = peaks.reduce((max, [, value]) => Math.max(max, value), -Infinity);
  const index = peaks.findIndex(([, value]) => value === most);
  const found = peaks[index];
  if (found === undefined) return "";
  const [x, y] = [xOf(frame, found[0]), yOf(frame, most)];
  const words = `max ${count(most)}`;
  const half = inkWidth(words, 12) / 2;
  const middle = Math.min(Math.max(x, left + half + 2), left + width - half);
  return (
    `<circle cx="${at(x)}" cy="${at(y)}" r="4.5" fill="none" ${strokeOf(index)}/>` +
    text(middle, y - 9, words, ' text-anchor="middle" font-weight="600"', { size: 12 })
  );
}

/** Names at the ends of their lines, moved apart where lines end close together. */
function ends(series: readonly Series[], labels: readonly string[][], frame: Frame): string {
  const endOf = (index: number): number => yOf(frame, lastValue(series[index]!.points));
  const order = [...series.keys()].sort((a, b) => endOf(a) - endOf(b));
  const heights = order.map((index) => heightOf(labels[index]!));
  const tops: number[] = [];
  let free = frame.top - 12;
  for (const [place, index] of order.entries()) {
    tops.push(Math.max(endOf(index) - heights[place]! / 2, free));
    free = tops[place]! + heights[place]!;
  }
  let limit = frame.bottom + 14;
  for (let place = order.length - 1; place >= 0; place--) {
    tops[place] = Math.min(tops[place]!, limit - heights[place]!);
    limit = tops[place]!;
  }
  const x = left + width;
  const label = (index: number, place: number): string => {
    const { points } = series[index]!;
    const first = tops[place]! + 13;
    const totals = [`max ${count(peak(points)[1])}`, `last ${count(lastValue(points))}`];
    return (
      `<path d="M${x} ${at(endOf(index))}L${x + 11} ${at(first - 4)}" ${strokeOf(index)}/>` +
      lines(x + 14, first, labels[index]!, ' font-weight="600"', 12) +
      lines(x + 14, first + 15 * labels[index]!.length, totals, muted, 12)
    );
  };
  return order.map(label).join("");
}
