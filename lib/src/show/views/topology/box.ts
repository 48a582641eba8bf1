import type { Edge, Stage } from "../../run/run.ts";
import { stageOf, type View } from "../../run/view.ts";
import { inkWidth, wrap } from "../../paint/svg.ts";
import { count } from "../../paint/words.ts";
import { peakOf } from "../../run/levels.ts";

/** The lines of a box, from top to bottom; which there are is the same over a whole run. */
export type RowKind =
  | "mailbox"
  | "name"
  | "kind"
  | "in hand"
  | "handled"
  | "sent"
  | "handled and sent"
  | "lost"
  | "life"
  | "now"
  | "buffer";

export interface Row {
  readonly kind: RowKind;
  /** Its upper edge, in drawing units. */
  readonly y: number;
}

/** A stage's box: the middle of its width, its top and bottom, and its lines. */
export interface Box {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly stage: Stage;
  readonly name: readonly string[];
  readonly rows: readonly Row[];
  /** The most its buffer ever held. */
  readonly mostBuffered: number;
}

export const boxWidth = 148;
export const column = 172;
/** A buffer of so many places or fewer is drawn place by place. */
export const maxSlots = 12;

const heights: Readonly<Record<RowKind, number>> = {
  mailbox: 27,
  name: 15,
  kind: 15,
  "in hand": 15,
  handled: 15,
  sent: 15,
  "handled and sent": 15,
  lost: 16,
  life: 15,
  now: 16,
  buffer: 38,
};

/** A box that has no place yet; its rows count from its top. */
export interface Draft extends Omit<Box, "x" | "top" | "bottom"> {
  readonly height: number;
}

/** The lines of a stage's box. */
export function draft(name: string, view: View, isLive: boolean): Draft {
  const stage = stageOf(view, name);
  const words = wrap(stage.name, boxWidth - 6, 2, 14);
  const rows: Row[] = [];
  let y = 8;
  for (const kind of rowsOf(stage, view.edges, isLive)) {
    rows.push({ kind, y });
    y += kind === "name" ? 15 * words.length : heights[kind];
  }
  return { stage, name: words, rows, height: y + 6, mostBuffered: peakOf(stage.levels.buffered) };
}

function rowsOf(stage: Stage, edges: readonly Edge[], isLive: boolean): RowKind[] {
  const { kind, levels, sent, handled } = stage;
  const takes = kind.includes("consumer") || edges.some(({ consumer }) => consumer === stage.name);
  const gives =
    kind.startsWith("producer") || edges.some(({ producer }) => producer === stage.name);
  const isShort = inkWidth(`handled ${count(handled)}  sent ${count(sent)}`, 12) < boxWidth - 8;
  const hasBuffer =
    levels.buffered.points.length > 0 || (gives && (stage.bufferSize ?? Infinity) <= maxSlots);
  const all: [RowKind, boolean][] = [
    ["mailbox", takes],
    ["name", true],
    ["kind", kind !== ""],
    ["in hand", takes && kind !== "consumer-supervisor"],
    ["handled", takes && !(gives && isShort)],
    ["sent", gives && !(takes && isShort)],
    ["handled and sent", takes && gives && isShort],
    ["lost", levels.lost.points.length > 0],
    // What happens now, and otherwise how the stage lives, share a line.
    ["life", !isLive && (stage.endedAt !== undefined || stage.ended)],
    ["now", isLive],
    ["buffer", hasBuffer],
  ];
  return all.flatMap(([row, isThere]) => (isThere ? [row] : []));
}
