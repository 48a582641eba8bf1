import { drawnEdges } from "../../run/drawn-edges.ts";
import type { Edge } from "../../run/run.ts";
import type { View } from "../../run/view.ts";
import { signHalf } from "../../paint/svg.ts";
import { count } from "../../paint/words.ts";
import { boxWidth, type Box } from "./box.ts";
import { peakOf } from "../../run/levels.ts";

export type Point = readonly [x: number, y: number];

/** The way of events or of demand: a line through points, with its sign at the middle one. */
export interface Strand {
  readonly points: readonly Point[];
  /** Half the width of the widest number its sign ever shows. */
  readonly half: number;
}

/** The two ways of a subscription. */
export interface Route {
  readonly edge: Edge;
  readonly event: Strand;
  readonly demand: Strand;
  /** Whether there is room for words beside the signs. */
  readonly hasWords: boolean;
}

/** Room to the right for one subscription that goes around boxes. */
const lane = 88;

/** Whether a subscription joins a layer with the next, so that a line between them crosses no box. */
const isStraight = ({ producer, consumer }: Edge, { layers }: View): boolean =>
  layers.get(consumer) === layers.get(producer)! + 1;

/** The ways of all subscriptions, and the room that those around the boxes need beyond `right`. */
export function routesOf(
  view: View,
  boxes: ReadonlyMap<string, Box>,
  right: number,
): { routes: Route[]; room: number } {
  const edges = drawnEdges(view.edges);
  const around = edges.filter((edge) => !isStraight(edge, view));
  const between = edges.filter((edge) => isStraight(edge, view));
  const routes = edges.map((edge) => {
    const detour = around.indexOf(edge);
    return detour < 0
      ? straight(edge, between, boxes)
      : detoured(edge, around, boxes, right + 26 + lane * detour);
  });
  return { routes, room: lane * around.length };
}

const halves = ({ levels }: Edge): readonly [event: number, demand: number] => [
  signHalf(count(peakOf(levels.delivered))),
  signHalf(count(Math.max(peakOf(levels.owed), -levels.owed.lowest))),
];

/** A subscription between a layer and the next. */
function straight(edge: Edge, all: readonly Edge[], boxes: ReadonlyMap<string, Box>): Route {
  const up = boxes.get(edge.producer)!;
  const down = boxes.get(edge.consumer)!;
  const outs = all.filter((other) => other.producer === edge.producer);
  const ins = all.filter((other) => other.consumer === edge.consumer);
  const from = up.x + spread(outs, edge);
  const to = down.x + spread(ins, edge);
  // Where several subscriptions meet, signs stand nearer the other end.
  const t = outs.length > ins.length ? 0.64 : ins.length > outs.length ? 0.36 : 0.5;
  const [event, demand] = halves(edge);
  const apart = Math.max(18, event + 3, demand + 3);
  const [top, bottom] = [up.bottom + 3, down.top - 3];
  const [x, y] = [from + (to - from) * t, top + (bottom - top) * t];
  const way = (side: number): [Point, Point, Point] => [
    [from + side, top],
    [x + side, y],
    [to + side, bottom],
  ];
  return {
    edge,
    event: { points: way(-apart), half: event },
    demand: { points: way(apart).reverse(), half: demand },
    hasWords: outs.length === 1 && ins.length === 1,
  };
}

/** How far from the middle of a box the subscription leaves it, among others there. */
function spread(edges: readonly Edge[], edge: Edge): number {
  const step = Math.min(50, (boxWidth - 16) / edges.length);
  return step * (edges.indexOf(edge) - (edges.length - 1) / 2);
}

/** Around the boxes, on the right, leaving and reaching each box at a height of its own. */
function detoured(
  edge: Edge,
  around: readonly Edge[],
  boxes: ReadonlyMap<string, Box>,
  x: number,
): Route {
  const up = boxes.get(edge.producer)!;
  const down = boxes.get(edge.consumer)!;
  const isLoop = up === down;
  // Beside a gap between layers no other line crosses the signs.
  const upper = up.top < down.top ? up : down;
  const y = isLoop ? (up.top + up.bottom) / 2 : upper.bottom + 46;
  const heightAt = ({ top, bottom, stage }: Box, part: number): number => {
    const here = around.filter(
      (other) => other.producer === stage.name || other.consumer === stage.name,
    );
    return top + ((bottom - top) * (here.indexOf(edge) + part)) / here.length;
  };
  const way = (start: Box, end: Box, far: number, parts: readonly [number, number]): Point[] => {
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
  const [event, demand] = halves(edge);
  return {
    edge,
    event: { points: way(up, down, x, isLoop ? [0.2, 0.8] : [0.3, 0.3]), half: event },
    demand: {
      points: way(down, up, x + 40, isLoop ? [0.95, 0.05] : [0.7, 0.7]),
      half: demand,
    },
    hasWords: false,
  };
}
