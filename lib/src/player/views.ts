import { highestOf } from "../show/views/over-time/highs.ts";
import { lostSvg, wholeOf } from "../show/views/lost/svg.ts";
import type { Axis } from "../show/paint/step-line.ts";
import { at, type Drawing } from "../show/paint/svg.ts";
import { left, xOf } from "../show/views/plot/frame.ts";
import { axisOf, placeOf } from "../show/run/axis.ts";
import type { View } from "../show/run/view.ts";
import { columnsOf } from "../show/views/marbles/columns.ts";
import { ledgerOf } from "../show/views/lost/ledger.ts";
import { highsOf, marblesPlan } from "../show/views/marbles/plan.ts";
import { marblesSvg } from "../show/views/marbles/svg.ts";
import { depthOf } from "../show/views/over-time/depth.ts";
import { depthSvg } from "../show/views/over-time/svg.ts";
import { sequenceSvg } from "../show/views/sequence/svg.ts";
import type { PlayerView } from "./options.ts";

/** The views in the order in which they are offered, and what each is called. */
export const viewNames: readonly (readonly [PlayerView, string])[] = [
  ["topology", "topology"],
  ["sequence", "sequence"],
  ["marbles", "marbles"],
  ["depth", "over time"],
  ["lost", "what was lost"],
];

/** A view that draws parts of runs. */
export interface WindowedView {
  /** What it shows, for who cannot see it. */
  readonly what: string;
  /** How many steps around the position, so that they fit a screen; or all up to it; or all, with it marked. */
  readonly steps: number | "so far" | "all";
  /** Several runs are drawn over the same stretch of time, on one axis. */
  readonly isTimed: boolean;
  /** How it draws such parts of runs, all to the same scale, which stays over the whole of the runs. */
  readonly drawerOf: (wholes: readonly View[]) => (views: readonly View[]) => readonly Drawing[];
}

/** The views that are drawn anew for each part of the run; the topology is not. */
export const windowedViews: Readonly<Partial<Record<PlayerView, WindowedView>>> = {
  sequence: {
    what: "who sent what to whom",
    steps: 8,
    isTimed: false,
    drawerOf: () => (views) => views.map(sequenceSvg),
  },
  marbles: {
    what: "events down and demand up along a time axis",
    steps: 24,
    isTimed: true,
    drawerOf: (wholes) => {
      const highs = highsOf(wholes);
      return (views) => {
        const columns = columnsOf(views);
        return views.map((view) => marblesSvg(marblesPlan(view, columns, highs)));
      };
    },
  },
  depth: {
    what: "what was owed and what waited, over time",
    steps: "all",
    isTimed: true,
    drawerOf: (wholes) => {
      const axis = axisOf(wholes);
      const depths = wholes.map((view) => depthOf(view, axis));
      const highs = highestOf(depths);
      // Drawn once, however long the runs are: then only the mark moves.
      const drawings = depths.map((depth) => depthSvg(depth, highs));
      return (views) => views.map((view, panel) => marked(drawings[panel]!, axis, view));
    },
  },
  lost: {
    what: "where every event went",
    steps: "so far",
    isTimed: false,
    drawerOf: (wholes) => {
      const most = Math.max(...wholes.map((view) => wholeOf(ledgerOf(view))));
      return (views) => views.map((view) => lostSvg(ledgerOf(view), most));
    },
  },
};

/** A drawing over time with a line where the step to mark lies; its frames begin at `left` and end 40 before the right. */
function marked(drawing: Drawing, axis: Axis, { current, steps }: View): Drawing {
  const step = steps.find((one) => one.step === current);
  if (step === undefined) return drawing;
  const frame = { axis, width: drawing.width - left - 40 };
  const x = at(xOf(frame, placeOf(axis, step.step, step.at)));
  const ink = 'stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 4"';
  const line = `<path d="M${x} 0V${drawing.height}" ${ink}/><path d="M${x - 6} 0h12l-6 8z"/>`;
  return { ...drawing, body: drawing.body + line };
}
