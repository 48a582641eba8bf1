import { axisOf, placeOf } from "../../run/axis.ts";
import { peak, type Axis, type Points } from "../../paint/step-line.ts";
import { highest, pointsWithin } from "../../run/levels.ts";
import { valueAt, type Level } from "../../run/run.ts";
import { counted } from "../../paint/words.ts";
import { stageOf, type View } from "../../run/view.ts";
import { throughputOf } from "./throughput.ts";

const maxStrips = 6;

/** One quantity of one subscription or stage over the run. */
export interface Strip {
  readonly name: string;
  /** One over the other: each line is the sum of its own quantity and those before it. */
  readonly layers: readonly Layer[];
  /** What it cannot pass: the size of a buffer. */
  readonly bound?: number;
  /** At so many or fewer its consumer asks again: `minDemand`. */
  readonly asksAgainAt?: number;
}

export interface Layer {
  readonly of: "owed" | "on order" | "in hand" | "waiting" | "buffered" | "throughput";
  readonly points: Points;
}

/** All strips of one quantity, which share their scale. */
export interface Section {
  readonly of: "owed" | "on order" | "in flight" | "buffered" | "throughput";
  /** What it is, in a few words. */
  readonly head: string;
  readonly unit: string;
  /** For how many ms a rate is told, by which sections of rates compare; 1 for what is no rate. */
  readonly per: number;
  /** At most 6. */
  readonly strips: readonly Strip[];
}

export interface Depth {
  /** Those that have a strip. */
  readonly sections: readonly Section[];
  readonly axis: Axis;
  readonly notes: readonly string[];
}

/** All that a strip holds. */
export const total = ({ layers }: Strip): Points => layers.at(-1)?.points ?? [];

const heightOf = (strip: Strip): number => peak(total(strip))[1];

/** The top of a section's scale: its highest value, a level that is marked, or a buffer's size where that is not far above. */
export function highOf({ strips }: Section): number {
  const most = Math.max(...strips.map(heightOf));
  const marks = strips.map(({ bound = 0, asksAgainAt = 0 }) =>
    bound <= 4 * most ? Math.max(bound, asksAgainAt) : 0,
  );
  return Math.max(most, ...marks);
}

/**
 * What was owed on each subscription, what was in flight to each consumer (sent and not yet handled to the end: in hand
 * or in its mailbox), what was on order on subscriptions whose `minDemand` says when to ask again, what was in each
 * buffer, and how fast each consumer handled events, over time, or over steps where what is drawn knows fewer than 8 times, and
 * then without the last. A strip that stays at 0 is left out; of more than 6 of a quantity the 6 highest stay.
 */
export function depthOf(view: View, axis: Axis = axisOf([view])): Depth {
  const stages = view.names.map((name) => stageOf(view, name));
  const strip = (levels: readonly Level[]): Strip => stripOf(levels, view, axis);
  const found = [
    {
      of: "owed",
      head: "owed: asked, not yet delivered",
      strips: view.edges.map(({ levels }) => strip([levels.owed])),
    },
    {
      of: "in flight",
      head: "in flight: sent, not yet handled to the end",
      strips: stages.map(({ levels }) => strip([levels["in hand"], levels.waiting])),
    },
    {
      of: "on order",
      head: "on order: asked, not yet handled to the end",
      // What comes without having been asked for is handled too, and counts for no order (S-12).
      strips: view.edges.flatMap(({ levels, asksAgainAt }) =>
        asksAgainAt && levels.owed.lowest === 0
          ? { ...strip([levels["on order"]]), asksAgainAt }
          : [],
      ),
    },
    {
      of: "buffered",
      head: "in the buffer: made, not yet sent",
      strips: stages.map(({ levels, bufferSize: bound }) => ({
        ...strip([levels.buffered]),
        ...(bound !== undefined && { bound }),
      })),
    },
    throughputOf(stages, view, axis),
  ] as const;
  let hidden = 0;
  const sections = found.map((section): Section => {
    const drawn = highest<Strip>(section.strips, heightOf, maxStrips);
    hidden += drawn.hidden;
    return { unit: "events", per: 1, ...section, strips: drawn.kept };
  });
  const notes = hidden > 0 ? [`${counted(hidden, "lower line")} not drawn.`] : [];
  return { sections: sections.filter(({ strips }) => strips.length > 0), axis, notes };
}

/** Levels of one stage or subscription as layers of a strip. */
function stripOf(levels: readonly Level[], { steps, to }: View, axis: Axis): Strip {
  const [first] = steps;
  const start = first?.step ?? 1;
  const changes = levels.flatMap((level) => pointsWithin(level, start - 1, to));
  if (levels.length > 1) changes.sort((a, b) => a[0] - b[0]);
  const moments = changes.filter(([step], index) => step !== changes[index - 1]?.[0]);
  const sums = (upTo: number): Points => {
    const sum = (step: number): number =>
      levels.slice(0, upTo).reduce((all, level) => all + valueAt(level, step), 0);
    return [
      [placeOf(axis, start, first?.at ?? axis.from), sum(start - 1)],
      ...moments.map(([step, at]) => [placeOf(axis, step, at), sum(step)] as const),
    ];
  };
  return {
    name: levels[0]!.name,
    layers: levels.map((level, index) => ({
      of: level.of as Layer["of"],
      points: sums(index + 1),
    })),
  };
}
