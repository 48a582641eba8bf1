import { highest, peakOf } from "../show/run/levels.ts";
import type { Axis, Points } from "../show/paint/step-line.ts";
import { at } from "../show/paint/svg.ts";
import { placeOf } from "../show/run/axis.ts";
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
  ].map((rows) => highest(rows, ({ most }) => most, maxRows));
  return {
    rows: kinds.flatMap(({ kept }) => kept),
    hidden: kinds.reduce((sum, { hidden }) => sum + hidden, 0),
  };
}

/** A level over the axis that all rows share; it begins with 0. */
export const lineOf = ({ points }: Level, axis: Axis): Points => [
  [axis.from, 0],
  ...points.map(([step, ms, value]) => [placeOf(axis, step, ms), value] as const),
];

/** A path around the area under values, a unit per column, in a box of the given height that is `most`, above 0. */
export function areaPath(values: readonly number[], most: number, height: number): string {
  const yOf = (value: number): number => at(height - (height * Math.max(0, value)) / most);
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
