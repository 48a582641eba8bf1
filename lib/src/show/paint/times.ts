import { ticks, type Axis } from "./step-line.ts";
import { count, short } from "./words.ts";

/** Units of time, the largest first, from how many of it on a time is told in it, and one of it in words. */
const units = [
  ["d", 86_400_000, 4, "a day"],
  ["h", 3_600_000, 4, "an hour"],
  ["min", 60_000, 4, "a minute"],
  ["s", 1000, 10, "a second"],
  ["ms", 1, -Infinity, ""],
] as const;

const unitOf = (ms: number): number => units.findIndex(([, size, least]) => ms >= size * least);

/** A run that ends before it is told in ms throughout. */
const isShort = (ms: number): boolean => ms < 10_000;

/**
 * A time, exact to the ms: below 10 s `5,300 ms` with at most two decimals, else in days, hours, minutes
 * and seconds, of which those that are 0 are left out: `6 d 22 h 37 min 0.86 s`.
 */
export function timeWords(ms: number): string {
  if (isShort(ms)) return `${count(ms)} ms`;
  let rest = Math.round(ms);
  const words: string[] = [];
  for (const [name, size] of units.slice(0, 3)) {
    const whole = Math.floor(rest / size);
    if (whole > 0) words.push(`${whole} ${name}`);
    rest %= size;
  }
  if (rest > 0) words.push(`${rest / 1000} s`);
  return words.join(" ");
}

/** A time where there is little room: no finer than the unit below its own, and cut off there: `6 d 22 h`. */
export function roughTime(ms: number): string {
  const finer = units[unitOf(ms) + 1];
  return timeWords(finer === undefined ? ms : ms - (ms % finer[1]));
}

/** From when to when: `0 to 40 ms`, `0 to 11 d 20 h 30 min`, `at 0 ms`. */
export function timeSpan(from: number, to: number): string {
  if (from === to) return `at ${timeWords(to)}`;
  return `${from === 0 || isShort(to) ? count(from) : timeWords(from)} to ${timeWords(to)}`;
}

/** The head of a table's column of times, the last of which is so late. */
export const timeHead = (last: number): string => (isShort(last) ? "ms" : "time");

/** A time in such a column. */
export const timeCell = (ms: number, last: number): string =>
  isShort(last) ? count(ms) : timeWords(ms);

/** In what the numbers of an axis count, and from where. */
export interface Scale {
  readonly unit: string;
  /** How long one of the unit is on the axis. */
  readonly size: number;
  /** The place that is called 0: later than 0 on a short stretch of a long run. */
  readonly origin: number;
}

/** The one unit for an axis, chosen by what it spans; for steps one step. */
export function scaleOf({ from, to, unit }: Pick<Axis, "from" | "to" | "unit">): Scale {
  if (unit === "step") return { unit, size: 1, origin: 0 };
  const isFar = !isShort(to) && from > 9 * (to - from);
  const index = unitOf(isFar ? to - from : to);
  const [name, size] = units[index]!;
  const larger = units[Math.max(0, index - 1)]![1];
  return { unit: name, size, origin: isFar ? from - (from % larger) : 0 };
}

/** The time that rates over an axis are told for: its unit, but no shorter than a second. */
export interface RateScale {
  /** `a minute`. */
  readonly words: string;
  /** `per min`. */
  readonly unit: string;
  /** How many ms it has. */
  readonly size: number;
}

/** What rates over an axis are told in. */
export function rateScaleOf(axis: Axis): RateScale {
  const most = Math.max(1000, scaleOf(axis).size);
  const [name, size, , words] = units.find(([, size]) => size <= most)!;
  return { words, unit: `per ${name}`, size };
}

/** An axis of time with its label: `time in d`, or `time in min since 6 d 22 h`. */
export function timeAxis(from: number, to: number): Axis {
  const { unit, origin } = scaleOf({ from, to, unit: "ms" });
  const since = origin > 0 ? ` since ${timeWords(origin)}` : "";
  return { from, to, unit: "ms", label: `time in ${unit}${since}` };
}

/** About `wanted` places of an axis at round numbers of its unit, each with its number. */
export function marksOn(
  axis: Axis,
  wanted: number,
): { readonly place: number; readonly words: string }[] {
  const { size, origin } = scaleOf(axis);
  const numbers = ticks((axis.from - origin) / size, (axis.to - origin) / size, wanted);
  return numbers.map((n) => ({ place: origin + n * size, words: short(n) }));
}

/**
 * A place on an axis in words: `40 ms`, `6 d 22 h`, `step 7`; to the ms where an axis is a short stretch of a long
 * run, of which the rough time of all places may be the same.
 */
export function placeOn(axis: Pick<Axis, "from" | "to" | "unit">, x: number): string {
  if (axis.unit === "step") return `step ${count(x)}`;
  return scaleOf(axis).origin > 0 ? timeWords(x) : roughTime(x);
}
