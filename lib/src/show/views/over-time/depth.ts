import { peak, type Axis, type Points } from "../../paint/step-line.ts";
import { valueAt, type Level } from "../../run/run.ts";
import { counted, span } from "../../paint/words.ts";
import type { View } from "../../run/view.ts";

const maxStrips = 6;

/** What one subscription is owed, or what is at one stage, over the run. */
export interface Strip {
  readonly name: string;
  /** One over the other: each line is the sum of its own quantity and those before it. */
  readonly layers: readonly Layer[];
}

export interface Layer {
  readonly of: "owed" | "in hand" | "waiting" | "buffered";
  readonly points: Points;
}

export interface Depth {
  readonly owed: readonly Strip[];
  readonly waiting: readonly Strip[];
  readonly axis: Axis;
  readonly notes: readonly string[];
}

/** All that is owed or waits in a strip. */
export const total = ({ layers }: Strip): Points => layers.at(-1)?.points ?? [];

/**
 * What was owed on each subscription and what was at each stage (in hand, in its mailbox, in its
 * buffer), over time, or over steps where the run knew fewer than 8 times. A strip that stays at 0 is
 * left out; of more than 6 the 6 highest stay.
 */
export function depthOf(view: View): Depth {
  const { steps } = view;
  const isTimed = new Set(steps.map((step) => step.at)).size >= 8;
  const [first, last] = [steps[0], steps.at(-1)];
  const start = first?.step ?? 1;
  const xOf = (point: readonly [step: number, at: number, ...unknown[]]): number =>
    point[isTimed ? 1 : 0];
  const from = first === undefined ? 0 : xOf([first.step, first.at]);
  const to = last === undefined ? 0 : xOf([last.step, last.at]);
  const strip = (name: string, levels: readonly Level[]): Strip => {
    const changes = levels.flatMap((level) => level.points).filter(([step]) => step >= start);
    changes.sort((a, b) => a[0] - b[0]);
    const moments = changes.filter(([step], index) => step !== changes[index - 1]?.[0]);
    const sums = (upTo: number): Points => {
      const sum = (step: number): number =>
        levels.slice(0, upTo).reduce((all, level) => all + valueAt(level, step), 0);
      return [
        [from, sum(start - 1)],
        ...moments.map((moment) => [xOf(moment), sum(moment[0])] as const),
      ];
    };
    return {
      name,
      layers: levels.map((level, index) => ({
        of: level.of as Layer["of"],
        points: sums(index + 1),
      })),
    };
  };
  const at = (name: string): Level[] =>
    (["in hand", "waiting", "buffered"] as const).flatMap((of) =>
      view.run.levels.filter((level) => level.of === of && level.name === name),
    );
  const owed = highest(view.edges.map(({ levels }) => strip(levels.owed.name, [levels.owed])));
  const waiting = highest(view.names.map((name) => strip(name, at(name))));
  const hidden = owed.hidden + waiting.hidden;
  return {
    owed: owed.strips,
    waiting: waiting.strips,
    axis: {
      from,
      to: Math.max(to, from + 1),
      unit: isTimed ? "ms" : "step",
      label: isTimed ? "time in ms" : `step (${span(first?.at ?? 0, last?.at ?? 0)})`,
    },
    notes: hidden > 0 ? [`${counted(hidden, "lower line")} not drawn.`] : [],
  };
}

function highest(all: readonly Strip[]): { strips: Strip[]; hidden: number } {
  const lively = all.filter((strip) => peak(total(strip))[1] > 0);
  const kept = new Set(
    [...lively].sort((a, b) => peak(total(b))[1] - peak(total(a))[1]).slice(0, maxStrips),
  );
  return { strips: lively.filter((strip) => kept.has(strip)), hidden: lively.length - kept.size };
}
