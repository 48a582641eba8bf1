import { axisOf, placeOf } from "../../run/axis.ts";
import { pointsWithin } from "../../run/levels.ts";
import { valueAt, type Level, type Step } from "../../run/run.ts";
import { roughTime } from "../../paint/times.ts";
import { count } from "../../paint/words.ts";
import type { Axis } from "../../paint/step-line.ts";
import { hasEnded, stepBefore, type View } from "../../run/view.ts";

/** Time as a row of columns of equal width; what happens in one is drawn as one sign. */
export interface Columns {
  readonly axis: Axis;
  readonly count: number;
  /** How much time, or how many steps, a column stands for. */
  readonly each: number;
  /** Whether several moments share a column. */
  readonly isMerged: boolean;
}

/** So many moments a reader can follow. */
export const mostColumns = 60;

/** Columns for views over one another: one for each moment, or, of more than `most`, for several. */
export function columnsOf(views: readonly View[], most: number = mostColumns): Columns {
  const axis = axisOf(views);
  const span = axis.to - axis.from;
  const places = views.flatMap(({ steps }) =>
    steps.map(({ step, at }) => placeOf(axis, step, at) - axis.from),
  );
  const moments = [...new Set(places)].sort((a, b) => a - b);
  const wanted = Math.round(span / (axis.unit === "step" ? 1 : smallestGap(moments))) + 1;
  const many = Math.max(2, Math.min(most, wanted));
  const each = span / (many - 1);
  const used = new Set(moments.map((moment) => Math.round(moment / each)));
  return { axis, count: many, each, isMerged: used.size < moments.length };
}

const smallestGap = (moments: readonly number[]): number =>
  moments.reduce(
    (least, moment, index) => Math.min(least, moment - (moments[index - 1] ?? -Infinity)),
    Infinity,
  );

/** How wide a column is, in words. */
export const widthWords = ({ axis, each }: Columns): string =>
  axis.unit === "ms" ? roughTime(each) : `${count(each)} steps`;

/** The column of a step, or of a point of a level. */
export function columnOf(columns: Columns, step: number, at: number): number {
  const { axis, count, each } = columns;
  const column = Math.round((placeOf(axis, step, at) - axis.from) / each);
  return Math.max(0, Math.min(count - 1, column));
}

/** The highest and the last value of a level in each column. */
export function levelColumns(
  level: Level,
  view: View,
  columns: Columns,
): { readonly high: number; readonly last: number }[] {
  const before = stepBefore(view);
  let last = valueAt(level, before);
  const points = pointsWithin(level, before, view.to);
  let next = 0;
  return Array.from({ length: columns.count }, (_, column) => {
    let high = last;
    for (; next < points.length; next++) {
      const [step, at, value] = points[next]!;
      if (columnOf(columns, step, at) > column) break;
      last = value;
      high = Math.max(high, value);
    }
    return { high, last };
  });
}

/** From where to where a stage lives in a window; `exit` where it ends within. */
export interface Life {
  readonly first: number;
  readonly last: number;
  readonly exit?: Step;
}

/** The lives of each stage drawn: none where it has ended before, several where it is started again. */
export function livesOf(view: View, columns: Columns): Map<string, Life[]> {
  const lives = new Map<string, Life[]>(view.names.map((name) => [name, []]));
  const begun = new Map<string, number>();
  const before = stepBefore(view);
  for (const stage of view.run.stages) {
    if ((stage.startedAt ?? 0) <= before && !hasEnded(stage, before)) begun.set(stage.name, 0);
  }
  for (const step of view.steps) {
    const column = columnOf(columns, step.step, step.at);
    if (step.what === "start") begun.set(step.to, column);
    if (step.what !== "exit") continue;
    lives.get(step.to)?.push({ first: begun.get(step.to) ?? 0, last: column, exit: step });
    begun.delete(step.to);
  }
  for (const [name, first] of begun) lives.get(name)?.push({ first, last: columns.count - 1 });
  return lives;
}
