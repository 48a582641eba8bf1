import { axisOf } from "./run/axis.ts";
import { earlierNotes } from "./run/drawn-edges.ts";
import { foldedTable } from "./paint/figure.ts";
import type { Drawing } from "./paint/svg.ts";
import { timeHead } from "./paint/times.ts";
import { counted } from "./paint/words.ts";
import { highestOf } from "./views/over-time/highs.ts";
import { depthOf } from "./views/over-time/depth.ts";
import { depthSvg } from "./views/over-time/svg.ts";
import { askingWords, depthText } from "./views/over-time/text.ts";
import { ledgerOf, ledgerWords, lossCells, type Ledger } from "./views/lost/ledger.ts";
import { lostSvg, wholeOf } from "./views/lost/svg.ts";
import { lostText } from "./views/lost/text.ts";
import { columnsOf, widthWords, type Columns } from "./views/marbles/columns.ts";
import { highsOf, marblesPlan } from "./views/marbles/plan.ts";
import { marblesSvg } from "./views/marbles/svg.ts";
import { marblesText, textColumnsOf } from "./views/marbles/text.ts";
import { sequenceSvg } from "./views/sequence/svg.ts";
import { sequenceText } from "./views/sequence/text.ts";
import { topologySvg } from "./views/topology/svg.ts";
import { topologyText } from "./views/topology/text.ts";
import type { DrawOptions, View } from "./run/view.ts";

/** One run, drawn. */
export interface Drawn {
  readonly drawing: Drawing;
  /** The drawing for a terminal. */
  readonly lines: readonly string[];
  readonly notes?: readonly string[];
  /** What there is to say first. */
  readonly summary?: string;
  /** What there is to say behind it. */
  readonly more?: string;
  /** A table of its own, HTML. */
  readonly table?: string;
}

/** A kind of figure: draws views one by one, all to the same scale. */
export interface Kind {
  readonly title: string;
  readonly draw: (views: readonly View[]) => Drawn[];
}

const each =
  (draw: (view: View) => Drawn): Kind["draw"] =>
  (views) =>
    views.map((view) => draw(view));

/** Every kind of figure by its name. */
export const kinds: Record<NonNullable<DrawOptions["as"]>, Kind> = {
  sequence: {
    title: "Who sent what to whom",
    draw: each((view) => ({ drawing: sequenceSvg(view), lines: sequenceText(view) })),
  },
  marbles: { title: "Events down, demand up", draw: marbles },
  depth: { title: "What was owed and what waited", draw: depths },
  lost: { title: "Where every event went", draw: losses },
  topology: {
    title: "Who asks whom",
    draw: each((view) => ({
      drawing: topologySvg(view),
      lines: topologyText(view),
      notes: earlierNotes(view.edges),
    })),
  },
};

function depths(views: readonly View[]): Drawn[] {
  const axis = axisOf(views);
  const all = views.map((view) => depthOf(view, axis));
  const highs = highestOf(all);
  return all.map((depth) => ({
    drawing: depthSvg(depth, highs),
    lines: depthText(depth, highs),
    notes: depth.notes,
    more: askingWords(depth),
  }));
}

function marbles(views: readonly View[]): Drawn[] {
  const columns = columnsOf(views);
  const inText = textColumnsOf(views);
  const highs = highsOf(views);
  return views.map((view) => ({
    drawing: marblesSvg(marblesPlan(view, columns, highs)),
    lines: marblesText(view, inText),
    notes: mergedNote(columns),
  }));
}

function mergedNote(columns: Columns): string[] {
  return columns.isMerged
    ? [
        `Columns are ${widthWords(columns)} wide: what happens within one is one sign, with the sum.`,
      ]
    : [];
}

function losses(views: readonly View[]): Drawn[] {
  const ledgers = views.map(ledgerOf);
  const most = Math.max(...ledgers.map(wholeOf));
  return ledgers.map((ledger) => ({
    drawing: lostSvg(ledger, most),
    lines: lostText(ledger, most),
    summary: ledgerWords(ledger),
    table: lossTable(ledger),
  }));
}

function lossTable({ losses }: Ledger): string {
  const lastAt = losses.at(-1)?.at ?? 0;
  return foldedTable(
    `Every loss: ${counted(losses.length, "row")}`,
    [timeHead(lastAt), "step", "stage", "lost", "why", "which"],
    losses.map((loss) => lossCells(loss, lastAt)),
  );
}
