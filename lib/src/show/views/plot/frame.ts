import { sampled, ticks, type Axis, type Points } from "../../paint/step-line.ts";
import { at, muted, text } from "../../paint/svg.ts";
import { marksOn } from "../../paint/times.ts";
import { short } from "../../paint/words.ts";

export const left = 44;

/** A rectangle of the drawing and the values it spans. */
export interface Frame {
  readonly axis: Axis;
  readonly top: number;
  readonly bottom: number;
  /** From `left` to the right. */
  readonly width: number;
  readonly low: number;
  /** Above `low`. */
  readonly high: number;
}

export const xOf = ({ axis, width }: Pick<Frame, "axis" | "width">, x: number): number =>
  left + (width * (x - axis.from)) / (axis.to - axis.from);

export const yOf = ({ top, bottom, low, high }: Frame, value: number): number =>
  bottom - ((bottom - top) * (value - low)) / (high - low);

/** Path data of a step line to the right edge; a line of more points than columns is sampled. */
export function stepPath(points: Points, frame: Frame): string {
  const y = (value: number): number => at(yOf(frame, value));
  let d = `M${at(xOf(frame, points[0]?.[0] ?? frame.axis.from))} ${y(points[0]?.[1] ?? 0)}`;
  if (points.length <= frame.width) {
    for (const [x, value] of points) d += `H${at(xOf(frame, x))}V${y(value)}`;
  } else {
    for (const [column, { low, high, last }] of sampled(
      points,
      frame.axis,
      frame.width,
    ).entries()) {
      d += `H${left + column}${low === high ? "" : `V${y(low)}V${y(high)}`}V${y(last)}`;
    }
  }
  return `${d}H${left + frame.width}`;
}

/** Grid and axes with numbers; under the lowest of several frames the x axis has numbers too. */
export function axes(frame: Frame, isLowest: boolean): string {
  const { axis, top, bottom, width, low, high } = frame;
  const values = ticks(low, high, bottom - top > 90 ? 3 : 2);
  const marks = marksOn(axis, 4);
  const end = ` text-anchor="end"${muted}`;
  const middle = ` text-anchor="middle"${muted}`;
  const small = { size: 12 };
  const grid = values.map((value) => `M${left} ${at(yOf(frame, value))}h${width}`).join("");
  const notches = marks.map(({ place }) => `M${at(xOf(frame, place))} ${at(bottom)}v5`).join("");
  const numbers = values.map((value) =>
    text(left - 6, yOf(frame, value) + 4, short(value), end, small),
  );
  const below = [
    ...marks.map(({ place, words }) => text(xOf(frame, place), bottom + 18, words, middle, small)),
    text(left + width / 2, bottom + 34, axis.label, middle, small),
  ];
  return (
    `<path d="${grid}" stroke="currentColor" stroke-opacity=".18"/>` +
    `<path d="M${left} ${at(top)}V${at(bottom)}h${width}${notches}" fill="none" stroke="currentColor" stroke-opacity=".6"/>` +
    [...numbers, ...(isLowest ? below : [])].join("")
  );
}
