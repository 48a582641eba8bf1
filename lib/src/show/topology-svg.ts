import type { Edge, Stage } from "./run.ts";
import { at, colors, disc, lines, muted, ring, text, wrap, type Drawing } from "./svg.ts";
import { count } from "./words.ts";
import { signHalf } from "./svg.ts";
import type { View } from "./view.ts";

const boxWidth = 128;
const column = 152;
const between = 92;
const legendHeight = 62;
/** Room to the right for one subscription that goes around boxes. */
const lane = 88;
const middle = ' text-anchor="middle"';

interface Box {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly stage: Stage;
}

/**
 * Draws who asks whom: stages as boxes, producers on top, and on each subscription two strands: events
 * down, with the sum delivered, and demand up, with what is owed now.
 */
export function topologySvg(view: View): Drawing {
  const boxes = placed(view);
  const widest = Math.max(2, ...[...boxes.values()].map((box) => box.x / column + 0.5));
  const around = view.edges.filter((edge) => !isStraight(edge, view));
  const right = widest * column - (column - boxWidth) / 2;
  const body = [
    disc(14, 14, "5") + text(34, 18.5, "delivered so far: events go down"),
    ring(14, 40, "5") + text(34, 44.5, "owed now: demand goes up"),
    ...view.edges.map((edge) => {
      const detour = around.indexOf(edge);
      return detour < 0
        ? straight(edge, view, boxes)
        : detoured(edge, around, boxes, right + 26 + lane * detour);
    }),
    ...[...boxes.values()].map(boxSvg),
  ];
  const width = Math.max(306, right + 12 + lane * around.length);
  const height = Math.max(legendHeight, ...[...boxes.values()].map((box) => box.bottom)) + 4;
  return { width, height, body: body.join("") };
}

/** Whether a subscription joins a layer with the next, so that a line between them crosses no box. */
const isStraight = ({ producer, consumer }: Edge, { layers }: View): boolean =>
  layers.get(consumer) === layers.get(producer)! + 1;

function placed(view: View): Map<string, Box> {
  const boxes = new Map<string, Box>();
  const layers = [...new Set(view.layers.values())].sort((a, b) => a - b);
  const rows = layers.map((layer) => view.names.filter((name) => view.layers.get(name) === layer));
  const widest = Math.max(2, ...rows.map((row) => row.length));
  let top = legendHeight + 6;
  for (const row of rows) {
    const stages = row.map((name) => view.run.stages.find((stage) => stage.name === name)!);
    const height = Math.max(0, ...stages.map((stage) => 14 + 15 * wordsOf(stage).flat().length));
    for (const [index, stage] of stages.entries()) {
      const x = column * ((widest - row.length) / 2 + index + 0.5);
      boxes.set(stage.name, { x, top, bottom: top + height, stage });
    }
    top += height + between;
  }
  return boxes;
}

function wordsOf({ name, kind, sent, handled, ended }: Stage): [name: string[], rest: string[]] {
  const totals = [];
  if (handled > 0 || kind.startsWith("consumer")) totals.push(`handled ${count(handled)}`);
  if (sent > 0 || kind.startsWith("producer")) totals.push(`sent ${count(sent)}`);
  const rest = [kind, ...totals, ended ? "ended" : ""].filter((line) => line !== "");
  return [wrap(name, boxWidth - 6, 2, 14), rest];
}

function boxSvg({ x, top, bottom, stage }: Box): string {
  const [name, rest] = wordsOf(stage);
  const dash = stage.ended ? ' stroke-dasharray="4 4"' : "";
  return (
    `<rect x="${at(x - boxWidth / 2)}" y="${top}" width="${boxWidth}" height="${bottom - top}" rx="8" fill="currentColor" fill-opacity=".06" stroke="currentColor"${dash}/>` +
    lines(x, top + 20, name, `${middle} font-weight="600"`) +
    lines(x, top + 20 + 15 * name.length, rest, middle + muted, 12)
  );
}
