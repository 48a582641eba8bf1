import type { Step } from "../run/run.ts";
import { cellsOf, stepColumns } from "../run/step-words.ts";
import type { DrawOptions } from "../run/view.ts";
import { escape, lines, picture, wrap, type Drawing } from "./svg.ts";
import { counted } from "./words.ts";
import { paragraph } from "./terminal.ts";

const maxTableRows = 200;

/** One figure in its three forms. */
export interface Figure {
  /** The kind of figure, as `as` names it; `"plot"` for one of plain numbers. */
  readonly as: NonNullable<DrawOptions["as"]> | "plot";
  /** For a terminal: at most 100 columns, ends without a line break. */
  readonly text: string;
  /** A whole SVG document; stands alone or within a page. */
  readonly svg: string;
  /** A `<figure>`: caption, the SVG, and a folded table of what it says. No ids, no scripts. */
  readonly html: string;
}

export interface Parts {
  readonly as: Figure["as"];
  readonly title: string;
  /** A sentence or a few: what there is to see, with its numbers. */
  readonly summary: string;
  readonly drawing: Drawing;
  /** The drawing for a terminal. */
  readonly lines: readonly string[];
  /** HTML, escaped. */
  readonly table: string;
  /** What the drawing leaves out or cannot know: whole sentences. */
  readonly notes: readonly string[];
}

/** Puts a figure together; its notes stand in all three forms. */
export function figure({ as, title, summary, drawing, lines: body, table, notes }: Parts): Figure {
  const svg = picture(withNotes(drawing, notes), title, [summary, ...notes].join(" "));
  // The picture scrolls sideways where it would become too small to read.
  const html =
    `<figure class="hg-figure" style="margin:1em 0"><figcaption style="margin:0 0 .75em"><strong>${escape(title)}.</strong> ${escape(summary)}</figcaption>` +
    `<div role="group" tabindex="0" aria-label="${escape(title)}" style="overflow-x:auto">${svg.trim()}</div>${table}</figure>\n`;
  const blocks = [[...paragraph(title), ...paragraph(summary)], body, notes.flatMap(paragraph)];
  const text = blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n");
  return { as, text, svg, html };
}

function withNotes({ width, height, body }: Drawing, notes: readonly string[]): Drawing {
  if (notes.length === 0) return { width, height, body };
  const words = notes.flatMap((note) => wrap(note, width - 8, 12));
  const bottom = height + 15 * words.length + 8;
  return {
    width,
    height: bottom,
    body: body + lines(2, height + 18, words, ' font-style="italic"'),
  };
}

/** Columns and rows as a folded table; of more than 200 rows the middle is left out, and says so. */
export function foldedTable(
  summary: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const row = (cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<td><bdi>${escape(cell)}</bdi></td>`).join("")}</tr>`;
  const hidden = rows.length - maxTableRows;
  const body =
    hidden > 0
      ? [
          ...rows.slice(0, maxTableRows * 0.75).map(row),
          `<tr><td colspan="${head.length}">… ${counted(hidden, "more row")} not shown</td></tr>`,
          ...rows.slice(-maxTableRows * 0.25).map(row),
        ]
      : rows.map(row);
  return (
    `<details style="margin:.5em 0;font-size:.9em"><summary>${escape(summary)}</summary><div style="overflow-x:auto" role="group" tabindex="0" aria-label="${escape(summary)}">` +
    `<table><thead><tr>${head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join("")}</tr></thead>` +
    `<tbody>${body.join("")}</tbody></table></div></details>`
  );
}

/** The steps of a run as a table: what each says, to whom, and what is owed behind it. */
export function stepTable(steps: readonly Step[], label: string = "The same"): string {
  const lastAt = steps.at(-1)?.at ?? 0;
  return foldedTable(
    `${label} as a table: ${counted(steps.length, "step")}`,
    stepColumns(lastAt),
    steps.map((step) => cellsOf(step, lastAt)),
  );
}
