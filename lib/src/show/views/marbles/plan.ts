import { peakOf } from "../../run/levels.ts";
import { isAbnormal, type Stage } from "../../run/run.ts";
import { inkWidth, wrap } from "../../paint/svg.ts";
import { stageOf, type View } from "../../run/view.ts";
import { livesOf, type Columns, type Life } from "./columns.ts";

/** A stage's line and what stands over and under it, in drawing units. */
export interface Line {
  readonly stage: Stage;
  readonly lives: readonly Life[];
  readonly y: number;
  /** The rows of its signs; absent for a stage that asks nobody. */
  readonly rings?: number;
  readonly discs?: number;
  /** The bottoms of what waits in its mailbox and buffer, and the middle of what it lost. */
  readonly mailbox: number | undefined;
  readonly buffer: number | undefined;
  readonly lost: number | undefined;
  readonly name: readonly string[];
}

/** Where everything of the marbles stands. */
export interface Plan {
  readonly view: View;
  readonly columns: Columns;
  readonly width: number;
  readonly height: number;
  readonly top: number;
  /** Where the axis is. */
  readonly bottom: number;
  readonly pitch: number;
  readonly legend: readonly Entry[];
  readonly lines: ReadonlyMap<string, Line>;
  readonly xOf: (column: number) => number;
  /** Tops of the scales of what waits; panels share them. */
  readonly highs: Highs;
}

/** An entry of the legend and where it stands. */
export interface Entry {
  readonly key: keyof typeof legendWords;
  readonly x: number;
  readonly y: number;
}

/** The most that waits in any mailbox, and in any buffer. */
export interface Highs {
  readonly waiting: number;
  readonly buffered: number;
}

export const left = 116;
const right = 88;
const narrowest = 32;
export const areaHeight = 16;

export const highsOf = (views: readonly View[]): Highs => {
  const most = (of: "waiting" | "buffered"): number =>
    Math.max(
      1,
      ...views.flatMap((view) => view.names.map((name) => peakOf(stageOf(view, name).levels[of]))),
    );
  return { waiting: most("waiting"), buffered: most("buffered") };
};

/** Lines from producers to consumers, as high as what they have to show. */
export function marblesPlan(view: View, columns: Columns, highs: Highs): Plan {
  const pitch = Math.max(narrowest, Math.min(64, 600 / columns.count));
  const width = left + pitch * columns.count + right;
  const lives = livesOf(view, columns);
  const lines = new Map<string, Line>();
  const troubled = new Set(
    view.steps
      .filter((step) => step.what === "discarded" || isAbnormal(step))
      .map((step) => step.to),
  );
  const legend = legendOf(view, troubled.size > 0, Math.min(width, 900));
  const top = legend.at(-1)!.y + 20;
  let y = top;
  for (const name of view.names) {
    const stage = stageOf(view, name);
    const asks = view.edges.some((edge) => edge.consumer === name);
    const words = wrap(name, left - 10, 2);
    const rows = asks ? { rings: y + 16, discs: y + 43 } : {};
    y += asks ? 64 : 14 + 15 * words.length;
    const line = y;
    const row = (isThere: boolean, height: number): number | undefined =>
      isThere ? (y += height) : undefined;
    const mailbox = row(peakOf(stage.levels.waiting) > 0, areaHeight + 8);
    const buffer = row(peakOf(stage.levels.buffered) > 0, areaHeight + 10);
    const lost = row(troubled.has(name), 22);
    const under = { mailbox, buffer, lost: lost && lost - 6 };
    lines.set(name, { stage, lives: lives.get(name)!, y: line, name: words, ...rows, ...under });
    y += lost === undefined ? 10 : 8;
  }
  const xOf = (column: number): number => left + pitch * (column + 0.5);
  const bottom = y + 6;
  const height = bottom + 44;
  return { view, columns, width, height, top, bottom, pitch, legend, lines, xOf, highs };
}

/** What the legend says, in its order. */
export const legendWords = {
  disc: "event 7 goes down",
  many: "10 events go down",
  ring: "demand for 5 goes up",
  bar: "handleEvents runs",
  waiting: "waits in the mailbox",
  buffered: "waits in the buffer",
  lost: "lost",
} as const;

/** The entries of the legend that a view needs, row by row. */
function legendOf(view: View, isTroubled: boolean, width: number): Entry[] {
  const isUsed = (of: "waiting" | "buffered"): boolean =>
    view.names.some((name) => peakOf(stageOf(view, name).levels[of]) > 0);
  const used = { waiting: isUsed("waiting"), buffered: isUsed("buffered"), lost: isTroubled };
  let [x, y] = [4, 14];
  return (Object.keys(legendWords) as (keyof typeof legendWords)[])
    .filter((key) => !(key in used) || used[key as keyof typeof used])
    .map((key) => {
      const size = 60 + inkWidth(legendWords[key], 12);
      if (x > 4 && x + size > width) [x, y] = [4, y + 26];
      const entry = { key, x, y };
      x += size;
      return entry;
    });
}
