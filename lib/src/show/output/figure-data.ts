import type { Trace } from "../../trace.ts";
import type { Panel } from "../draw.ts";
import { record, type Recording } from "../run/recording.ts";
import type { Figure } from "../paint/figure.ts";
import type { DrawOptions } from "../run/view.ts";

/** What `headgate/player` is given; plain data. */
export interface FigureData {
  readonly title: string;
  readonly panels: readonly { readonly label: string; readonly recording: Recording }[];
  readonly view: NonNullable<DrawOptions["as"]>;
  /** Where the player stands first: what is told step by step begins at the beginning, a balance at the end. */
  readonly step: number;
}

/** How much of a run a notebook or a page is given. */
export interface FigureBounds {
  /** Entries of all runs together, an integer from 1 up; the newest stay. Default 20 000. */
  readonly maxEntries?: number;
  /** Characters of JSON; past them half of the entries go, and half again. Default 3 000 000. */
  readonly maxCharacters?: number;
}

/** The player has room for so many runs side by side. */
const mostPanels = 4;

/**
 * What the player needs to show these runs, as JSON; what is cut off counts as `truncated`. Undefined for
 * more runs than it shows.
 */
export function figureJson(
  runs: readonly Panel[],
  options: Omit<DrawOptions, "as"> & { readonly as?: Figure["as"] } = {},
  { maxEntries = 20_000, maxCharacters = 3_000_000 }: FigureBounds = {},
): string | undefined {
  if (runs.length > mostPanels) return undefined;
  const { as, to = Infinity, title = "A run, step by step" } = options;
  const view = as === undefined || as === "plot" ? "topology" : as;
  for (let max = Math.ceil(maxEntries / Math.max(1, runs.length)); ; max >>= 1) {
    const panels = runs.map(({ label, trace }) => ({
      label,
      recording: record(newest(trace, to, max)),
    }));
    const length = panels.reduce((sum, { recording }) => sum + recording.entries.length, 0);
    const step = view === "sequence" || view === "marbles" ? 0 : length;
    const data: FigureData = { title, panels, view, step };
    const json = JSON.stringify(data);
    if (json.length <= maxCharacters || max === 0) return json;
  }
}

/** The newest `max` entries up to a step. */
function newest({ entries, truncated }: Trace, to: number, max: number): Trace {
  const end = Math.min(entries.length, Math.max(0, to - truncated));
  const begin = Math.max(0, end - max);
  return { entries: entries.slice(begin, end), truncated: truncated + begin };
}
