import { peakOf } from "../show/run/levels.ts";
import type { Edge, Level, Stage } from "../show/run/run.ts";

/** One row of the strip: one quantity over the whole run. */
export interface StripRow {
  readonly kind: "owed" | "waiting" | "buffered";
  readonly name: string;
  readonly level: Level;
  readonly most: number;
}

/** So many rows of a kind are shown for a run, the highest. */
const maxRows = 4;

/** What is shown of subscriptions and stages over time; rows that stay at 0 are left out, and `hidden` says how many others. */
export function stripRows(
  edges: readonly Edge[],
  stages: readonly Stage[],
): { readonly rows: readonly StripRow[]; readonly hidden: number } {
  const row = (kind: StripRow["kind"], name: string, level: Level): StripRow => ({
    kind,
    name,
    level,
    most: peakOf(level),
  });
  const kinds = [
    edges.map((edge) => row("owed", `${edge.producer} → ${edge.consumer}`, edge.levels.owed)),
    stages.map(({ name, levels }) => row("waiting", name, levels.waiting)),
    stages.map(({ name, levels }) => row("buffered", name, levels.buffered)),
  ].map((rows) => rows.filter(({ most }) => most > 0));
  const kept = kinds.map((rows) => {
    const highest = new Set([...rows].sort((a, b) => b.most - a.most).slice(0, maxRows));
    return rows.filter((one) => highest.has(one));
  });
  const hidden = kinds.reduce((sum, rows, kind) => sum + rows.length - kept[kind]!.length, 0);
  return { rows: kept.flat(), hidden };
}

/** The axis that all rows share: from and to in ms, or in steps of a run that knows few times. */
export interface StripAxis {
  readonly unit: "ms" | "step";
  readonly from: number;
  readonly to: number;
}

/** The lowest and highest value in each of so many columns of equal width. */
export function columnsOf(
  { points }: Level,
  { unit, from, to }: StripAxis,
  columns: number,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const low = new Float64Array(columns);
  const high = new Float64Array(columns);
  const place = unit === "ms" ? 1 : 0;
  let next = 0;
  let value = 0;
  for (let column = 0; column < columns; column++) {
    const end = column === columns - 1 ? Infinity : from + ((to - from) * (column + 1)) / columns;
    let [least, most] = [value, value];
    for (; next < points.length && points[next]![place] < end; next++) {
      value = points[next]![2];
      if (value < least) least = value;
      if (value > most) most = value;
    }
    low[column] = least;
    high[column] = most;
  }
  return { low, high };
}

/** A path around the area under values, a unit per column, in a box of the given height. */
export function areaPath(values: Float64Array, most: number, height: number): string {
  const yOf = (value: number): number =>
    Math.round((height - (height * Math.max(0, value)) / Math.max(most, 1)) * 10) / 10;
  let path = `M0 ${height}`;
  let y = height;
  for (const [column, value] of values.entries()) {
    const next = yOf(value);
    if (next === y) continue;
    path += `H${column}V${next}`;
    y = next;
  }
  return `${path}H${values.length}V${height}z`;
}
