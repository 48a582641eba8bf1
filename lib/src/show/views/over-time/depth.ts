import { axisOf, placeOf } from "../../run/axis.ts";
import { peak, type Axis, type Points } from "../../paint/step-line.ts";
import { pointsWithin } from "../../run/levels.ts";
import { valueAt, type Level } from "../../run/run.ts";
import { counted } from "../../paint/words.ts";
import type { View } from "../../run/view.ts";
import { throughputOf } from "./throughput.ts";

const maxStrips = 6;

/** One quantity of one subscription or stage over the run. */
export interface Strip {
  readonly name: string;
  /** One over the other: each line is the sum of its own quantity and those before it. */
  readonly layers: readonly Layer[];
  /** What it cannot pass: the size of a buffer. */
  readonly bound?: number;
}

export interface Layer {
  readonly of: "owed" | "in hand" | "waiting" | "buffered" | "throughput";
  readonly points: Points;
}

/** All strips of one quantity, which share their scale. */
export interface Section {
  readonly of: "owed" | "in flight" | "buffered" | "throughput";
  /** What it is, in a few words. */
  readonly head: string;
  readonly unit: "events" | "per s";
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

/** The top of a section's scale: its highest value, or a buffer's size where that is not far above. */
export function highOf({ strips }: Section): number {
  const most = Math.max(...strips.map((strip) => peak(total(strip))[1]));
  const bounds = strips.flatMap(({ bound = 0 }) => (bound <= 4 * most ? [bound] : []));
  return Math.max(most, ...bounds);
}

/**
 * What was owed on each subscription, in flight to each consumer (sent and not yet handled to the end:
 * in hand or in its mailbox) and in each buffer, and how much each consumer handled a second, over
 * time, or over steps where what is drawn knows fewer than 8 times, and then without the last. A strip that
 * stays at 0 is left out; of more than 6 of a quantity the 6 highest stay.
 */
export function depthOf(view: View, axis: Axis = axisOf([view])): Depth {
  const stages = view.names.map((name) => view.run.stages.find((stage) => stage.name === name)!);
  const strip = (levels: readonly Level[]): Strip => stripOf(levels, view, axis);
  const throughput = throughputOf(stages, view, axis);
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
      of: "buffered",
      head: "in the buffer: made, not yet sent",
      strips: stages.map(({ levels, bufferSize: bound }) => ({
        ...strip([levels.buffered]),
        ...(bound !== undefined && { bound }),
      })),
    },
    { of: "throughput", head: `handled a second${throughput.windows}`, strips: throughput.strips },
  ] as const;
  let hidden = 0;
  const sections = found.map((section): Section => {
    const kept = highest(section.strips);
    hidden += kept.hidden;
    const unit = section.of === "throughput" ? "per s" : "events";
    return { ...section, unit, strips: kept.strips };
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

function highest(all: readonly Strip[]): { strips: Strip[]; hidden: number } {
  const lively = all.filter((strip) => peak(total(strip))[1] > 0);
  const kept = new Set(
    [...lively].sort((a, b) => peak(total(b))[1] - peak(total(a))[1]).slice(0, maxStrips),
  );
  return { strips: lively.filter((strip) => kept.has(strip)), hidden: lively.length - kept.size };
}
