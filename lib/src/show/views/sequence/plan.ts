import { drawnEdges } from "../../run/drawn-edges.ts";
import type { Edge, Step } from "../../run/run.ts";
import { sequenceRows, type Row } from "./rows.ts";
import { wordsOf } from "../../run/step-words.ts";
import { inkWidth, wrap } from "../../paint/svg.ts";
import { stageOf, type View } from "../../run/view.ts";

/** A row and where it stands. */
export interface Placed extends Row {
  readonly y: number;
  readonly height: number;
  /** Where the row's signs have their middle. */
  readonly middle: number;
  /** The step in words, in lines; empty for asks and events, whose signs say it. */
  readonly words: readonly string[];
}

/** A stage's column: its middle, and its head's lines of name and kind. */
export interface Lane {
  readonly x: number;
  readonly name: readonly string[];
  readonly kind: readonly string[];
}

/** Where everything of a sequence stands, in drawing units. */
export interface Plan {
  readonly width: number;
  /** Room on the left for step numbers. */
  readonly gutter: number;
  /** Where heads end and lanes begin. */
  readonly top: number;
  readonly bottom: number;
  readonly lanes: ReadonlyMap<string, Lane>;
  /** The column that carries a subscription's signs and what is owed on it, by the edge's `levels`. */
  readonly slots: ReadonlyMap<Edge["levels"], number>;
  readonly rows: readonly Placed[];
}

export const boxWidth = 104;
export const boxTop = 86;
/** Room for the words of a row. */
export const room = 104;
const maxRows = 32;
/** Who goes through a run step by step sees a window, and nothing cut out of it. */
const maxWindowRows = 64;

/** Lanes from left to right in the view's order, with room between them for each subscription. */
export function sequencePlan(view: View): Plan {
  const drawn = drawnEdges(view.edges);
  const gaps = edgesByGap(view, drawn);
  const lanes = new Map<string, Lane>();
  const slots = new Map<Edge["levels"], number>();
  // Room for the mark of the step where a reader stands.
  const mark = view.current === undefined ? 0 : 12;
  const gutter = mark + Math.max(36, 14 + inkWidth(String(view.steps.at(-1)?.step ?? 1), 12));
  let x = gutter + boxWidth / 2;
  for (const [index, name] of view.names.entries()) {
    const kind = stageOf(view, name).kind;
    lanes.set(name, {
      x,
      name: wrap(name, boxWidth - 4, 2, 14),
      kind: kind ? wrap(kind, boxWidth - 6, 2, 12) : [],
    });
    const edges = gaps.get(index) ?? [];
    const gap = Math.max(118, room * edges.length);
    for (const [slot, edge] of edges.entries()) {
      slots.set(edge.levels, x + (gap * (slot + 0.5)) / edges.length);
    }
    x += gap;
  }
  const heads = [...lanes.values()].map(({ name, kind }) => name.length + kind.length);
  const top = boxTop + 12 + 15 * Math.max(2, ...heads);
  const rows = place(rowsOf(view), top, view.names.at(-1));
  // Earlier subscriptions of two stages have the place of the first that is drawn.
  for (const { cut, steps } of rows) {
    const { levels } = steps[0]!.edge ?? {};
    if (cut || !levels || slots.has(levels)) continue;
    const first = drawn.find((edge) => edge.levels.owed.name === levels.owed.name);
    slots.set(levels, slots.get(first!.levels)!);
  }
  const bottom = rows.reduce((_, row) => row.y + row.height, top) + 8;
  return { width: widthOf(view, lanes, slots, rows), gutter, top, bottom, lanes, slots, rows };
}

const rowsOf = ({ steps, current }: View): Row[] =>
  sequenceRows(steps, current === undefined ? maxRows : maxWindowRows);

function widthOf(
  view: View,
  lanes: Plan["lanes"],
  slots: Plan["slots"],
  rows: readonly Placed[],
): number {
  const last = view.names.at(-1) ?? "";
  const beside = rows.filter(({ steps }) => steps[0]!.to === last && steps[0]!.edge === undefined);
  const words = beside.flatMap((row) => row.words).map((line) => 14 + inkWidth(line, 12));
  const right = (lanes.get(last)?.x ?? 0) + Math.max(boxWidth / 2 + 2, ...words);
  return Math.ceil(Math.max(320, right, ...[...slots.values()].map((slot) => slot + room / 2)));
}

/** Each subscription in the emptiest gap on its way; of equal ones in that nearest its consumer. */
function edgesByGap(view: View, edges: readonly Edge[]): Map<number, Edge[]> {
  const lane = new Map(view.names.map((name, index) => [name, index]));
  const gaps = new Map<number, Edge[]>();
  for (const edge of edges) {
    const from = lane.get(edge.producer)!;
    const to = lane.get(edge.consumer)!;
    let best = to > from ? to - 1 : to;
    for (let gap = Math.min(from, to); gap < Math.max(from, to); gap++) {
      if ((gaps.get(gap)?.length ?? 0) < (gaps.get(best)?.length ?? 0)) best = gap;
    }
    gaps.set(best, [...(gaps.get(best) ?? []), edge]);
  }
  return gaps;
}

function place(rows: readonly Row[], top: number, last: string | undefined): Placed[] {
  let y = top + 6;
  return rows.map((row) => {
    if (row.time !== undefined) y += 24;
    const step = row.steps[0]!;
    const words = row.cut ? [] : linesOf(step, last);
    const [above, below] = row.cut ? [24, 24] : spaceOf(step, words.length);
    const placed = { ...row, y, middle: y + above, height: above + below, words };
    y += above + below;
    return placed;
  });
}

function linesOf(step: Step, last: string | undefined): string[] {
  if (step.what === "ask" || step.what === "events") return [];
  // The last lane has only the right margin, so its words are narrower.
  if (step.edge === undefined && step.to === last) {
    return wrap(wordsOf(step), step.what === "info" ? 120 : 80, 2, 12);
  }
  const words = step.what === "subscribe" ? step.note : wordsOf(step);
  return wrap(words, room - 2, step.what === "subscribe" ? 1 : 2, 12);
}

/** Units above and below the middle of a row. */
function spaceOf({ what, note }: Step, lines: number): readonly [above: number, below: number] {
  switch (what) {
    case "events":
      return [note === "" ? 16 : 30, 32];
    case "ask":
      return [16, 32];
    case "cancel":
      return [14, 16 + 14 * lines];
    case "subscribe":
      return [22, 10];
    default:
      return [13, 13 + 15 * (lines - 1)];
  }
}
