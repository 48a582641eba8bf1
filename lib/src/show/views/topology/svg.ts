import { detoured, straight } from "./edges.ts";
import { boxesOf, boxWidth, column, isStraight, legendHeight, type Box } from "./plan.ts";
import { at, disc, lines, muted, ring, text, type Drawing } from "../../paint/svg.ts";
import type { View } from "../../run/view.ts";

/** Room to the right for one subscription that goes around boxes. */
const lane = 88;

/**
 * Draws who asks whom: stages as boxes, producers on top, and on each subscription two strands: events
 * down, with the sum delivered, and demand up, with what is owed now.
 */
export function topologySvg(view: View): Drawing {
  const boxes = boxesOf(view);
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

function boxSvg({ x, top, bottom, stage, name, rest }: Box): string {
  const middle = ' text-anchor="middle"';
  const size = `width="${boxWidth}" height="${bottom - top}"`;
  const dash = stage.ended ? ' stroke-dasharray="4 4"' : "";
  return (
    `<rect x="${at(x - boxWidth / 2)}" y="${top}" ${size} rx="8" fill="currentColor" fill-opacity=".06" stroke="currentColor"${dash}/>` +
    lines(x, top + 20, name, `${middle} font-weight="600"`) +
    lines(x, top + 20 + 15 * name.length, rest, middle + muted, 12)
  );
}
