import type { Edge } from "../../run/run.ts";
import { at, colors, disc, lines, ring, signHalf, text, wrap } from "../../paint/svg.ts";
import { between, boxWidth, isStraight, type Box } from "./plan.ts";
import type { View } from "../../run/view.ts";
import { count } from "../../paint/words.ts";

/** A subscription between a layer and the next. */
export function straight(edge: Edge, view: View, boxes: ReadonlyMap<string, Box>): string {
  const up = boxes.get(edge.producer)!;
  const down = boxes.get(edge.consumer)!;
  const outs = view.edges.filter(
    (other) => other.producer === edge.producer && isStraight(other, view),
  );
  const ins = view.edges.filter(
    (other) => other.consumer === edge.consumer && isStraight(other, view),
  );
  const from = up.x + spread(outs, edge);
  const to = down.x + spread(ins, edge);
  // Where several subscriptions meet, signs stand nearer the other end.
  const t = outs.length > ins.length ? 0.64 : ins.length > outs.length ? 0.36 : 0.5;
  const [sent, owed] = [count(edge.delivered), count(edge.owed)];
  const apart = Math.max(18, signHalf(sent) + 3, signHalf(owed) + 3);
  const [top, bottom] = [up.bottom + 3, down.top - 3];
  const [x, y] = [from + (to - from) * t, top + (bottom - top) * t];
  const strands =
    strand(
      "event",
      [
        [from - apart, top],
        [x - apart, y],
        [to - apart, bottom],
      ],
      sent,
      edge,
    ) +
    strand(
      "demand",
      [
        [to + apart, bottom],
        [x + apart, y],
        [from + apart, top],
      ],
      owed,
      edge,
    );
  if (outs.length > 1 || ins.length > 1) return strands;
  const words = edge.closed ? "closed" : `owed of ${count(edge.asked)} asked`;
  return (
    strands +
    text(x - apart - signHalf(sent) - 6, y + 4, "delivered", ' text-anchor="end"', { size: 12 }) +
    lines(
      x + apart + signHalf(owed) + 6,
      y + (edge.closed ? 4 : -3),
      wrap(words, 98, 2, 12),
      "",
      12,
    )
  );
}

/** Around the boxes, on the right, leaving and reaching each box at a height of its own. */
export function detoured(
  edge: Edge,
  around: readonly Edge[],
  boxes: ReadonlyMap<string, Box>,
  x: number,
): string {
  const up = boxes.get(edge.producer)!;
  const down = boxes.get(edge.consumer)!;
  const isLoop = up === down;
  // Beside a gap between layers no other line crosses the signs.
  const upper = up.top < down.top ? up : down;
  const y = isLoop ? (up.top + up.bottom) / 2 : upper.bottom + between / 2;
  const heightAt = ({ top, bottom, stage }: Box, part: number): number => {
    const here = around.filter(
      (other) => other.producer === stage.name || other.consumer === stage.name,
    );
    return top + ((bottom - top) * (here.indexOf(edge) + part)) / here.length;
  };
  const path = (start: Box, end: Box, far: number, parts: readonly [number, number]): Point[] => {
    const [y1, y2] = [heightAt(start, parts[0]), heightAt(end, parts[1])];
    const side = boxWidth / 2 + 3;
    return [
      [start.x + side, y1],
      [far, y1],
      [far, y],
      [far, y2],
      [end.x + side, y2],
    ];
  };
  return (
    strand(
      "event",
      path(up, down, x, isLoop ? [0.2, 0.8] : [0.3, 0.3]),
      count(edge.delivered),
      edge,
    ) +
    strand(
      "demand",
      path(down, up, x + 40, isLoop ? [0.95, 0.05] : [0.7, 0.7]),
      count(edge.owed),
      edge,
    )
  );
}

type Point = readonly [x: number, y: number];

/** A line through points with its sign at the middle one and an arrowhead at the last. */
function strand(
  ink: "event" | "demand",
  points: readonly Point[],
  label: string,
  { closed }: Edge,
): string {
  const middleIndex = (points.length - 1) / 2;
  const [cx, cy] = points[middleIndex]!;
  const half = signHalf(label) - 11;
  const edgeOf = (toward: Point): Point => {
    const [dx, dy] = unit([cx, cy], toward);
    const room = Math.hypot(toward[0] - cx, toward[1] - cy);
    const gap = Math.min(room, 12.5 + half * Math.abs(dx));
    return [cx + dx * gap, cy + dy * gap];
  };
  const tip = points.at(-1)!;
  const [dx, dy] = unit(points.at(-2)!, tip);
  const base: Point = [tip[0] - dx * 9, tip[1] - dy * 9];
  const before = [...points.slice(0, middleIndex), edgeOf(points[middleIndex - 1]!)];
  const after = [edgeOf(points[middleIndex + 1]!), ...points.slice(middleIndex + 1, -1), base];
  const d = [before, after].map((part) => `M${part.map(pair).join("L")}`).join("");
  const side = (sign: number): string => pair([base[0] - dy * 5 * sign, base[1] + dx * 5 * sign]);
  const dash = closed ? "1.5 5" : ink === "demand" ? "5 4" : "";
  return (
    `<path class="hg-${ink}-line" d="${d}" fill="none" stroke="${colors[ink]}" stroke-width="2" stroke-dasharray="${dash}"/>` +
    `<path class="hg-${ink}" d="M${pair(tip)}L${side(1)}L${side(-1)}z" fill="${colors[ink]}"/>` +
    (ink === "event" ? disc : ring)(cx, cy, label)
  );
}

const pair = ([x, y]: Point): string => `${at(x)} ${at(y)}`;

function unit([x1, y1]: Point, [x2, y2]: Point): Point {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  return [(x2 - x1) / length, (y2 - y1) / length];
}

/** How far from the middle of a box the subscription leaves it, among others there. */
function spread(edges: readonly Edge[], edge: Edge): number {
  const step = Math.min(46, (boxWidth - 16) / edges.length);
  return step * (edges.indexOf(edge) - (edges.length - 1) / 2);
}
