/** One step line: `[x, value]` in order of x; each value holds until the next. */
export type Points = readonly (readonly [x: number, value: number])[];

/** The x that drawings over one another share. */
export interface Axis {
  readonly from: number;
  /** Above `from`. */
  readonly to: number;
  /** Of `from` and `to`, whatever its marks count in. */
  readonly unit: "ms" | "step";
  /** What is printed under it. */
  readonly label: string;
}

/** The highest point of a line, of equal ones the first. */
export function peak(points: Points): readonly [x: number, value: number] {
  return points.reduce((best, point) => (point[1] > best[1] ? point : best), points[0] ?? [0, 0]);
}

export const lastValue = (points: Points): number => points.at(-1)?.[1] ?? 0;

/** What one column of a drawing can show of a line. */
export interface Sample {
  readonly low: number;
  readonly high: number;
  readonly last: number;
}

/** A line over so many columns of equal width, whatever its number of points. */
export function sampled(
  points: Points,
  { from, to }: Pick<Axis, "from" | "to">,
  columns: number,
): Sample[] {
  let next = 0;
  let value = points[0]?.[1] ?? 0;
  return Array.from({ length: columns }, (_, column) => {
    // The last column takes all that is left, its right edge included.
    const end = column === columns - 1 ? Infinity : from + ((to - from) * (column + 1)) / columns;
    let [low, high] = [value, value];
    for (; next < points.length && points[next]![0] < end; next++) {
      value = points[next]![1];
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { low, high, last: value };
  });
}

/** The next of 1, 2, 5, 10, 20 …, or 0.1, 0.2, 0.5 …. */
export function roundUp(n: number): number {
  const power = 10 ** Math.floor(Math.log10(n));
  return [1, 2, 5, 10].find((factor) => factor * power >= n * 0.999)! * power;
}

/** About `wanted` round numbers from `low` to `high`: 0, 20, 40 …; whole ones between whole ends. */
export function ticks(low: number, high: number, wanted: number): number[] {
  const fine = roundUp((high - low) / wanted || 1);
  const unit = Number.isInteger(low) && Number.isInteger(high) ? Math.max(1, fine) : fine;
  const found: number[] = [];
  for (let i = Math.ceil(low / unit - 1e-9) + 0; i * unit <= high + unit * 1e-9; i++)
    found.push(i * unit);
  return found;
}
