import { at, colors } from "../../paint/svg.ts";
import { count } from "../../paint/words.ts";
import type { Point, Route, Strand } from "./routes.ts";
import { bold, label, middle, type Shape } from "./shape.ts";
import type { EdgeState } from "./state.ts";

/** A sign with its words: an event's is a filled disc, demand's a hollow ring; both grow with their words. */
export function sign(
  ink: "event" | "demand",
  x: number,
  y: number,
  words: string,
  half: number,
): [Shape, Shape] {
  const box = { x: at(x - half), y: at(y - 11), width: at(half * 2), height: 22, rx: 11 };
  const isEvent = ink === "event";
  const look: Shape["attributes"] = isEvent
    ? { class: "hg-event", ...box, fill: colors.event }
    : { class: "hg-demand-line", ...box, fill: "none", stroke: colors.demand, "stroke-width": 2.5 };
  const paper = isEvent ? { fill: "#fff" } : {};
  return [
    { tag: "rect", attributes: look },
    label(x, y + 4.5, words, { ...middle, ...paper, ...bold }, { size: 13 }),
  ];
}

/** The two strands of a subscription without their signs: these do not cover what travels on them. */
export function strandShapes({ event, demand }: Route, { life }: EdgeState): Shape[] {
  return [...strand("event", event, life), ...strand("demand", demand, life)];
}

/** What was delivered, and what is owed; where there is room, in words. */
export function signShapes({ event, demand, hasWords }: Route, state: EdgeState): Shape[] {
  const { life, owed, delivered, asked } = state;
  const signs = [
    ...sign("event", ...centre(event), count(delivered), event.half),
    ...sign("demand", ...centre(demand), count(owed), demand.half),
  ].map((shape) => (life === "not yet" ? { ...shape, isHidden: true } : shape));
  if (!hasWords) return signs;
  const [[x1, y1], [x2, y2]] = [centre(event), centre(demand)];
  const right = x2 + demand.half + 6;
  const isOpen = life === "alive";
  return [
    ...signs,
    label(x1 - event.half - 6, y1 + 4, life === "not yet" ? "" : "delivered", {
      "text-anchor": "end",
    }),
    label(right, y2 - 3, isOpen ? "owed of" : ""),
    label(right, y2 + 12, isOpen ? `${count(asked)} asked` : ""),
    label(
      right,
      y2 + 4,
      life === "ended" ? "closed" : life === "alive" ? "" : "not yet subscribed",
    ),
  ];
}

const centre = ({ points }: Strand): Point => points[(points.length - 1) / 2]!;

/** A line that leaves room for its sign, and its arrowhead. */
function strand(ink: "event" | "demand", way: Strand, life: EdgeState["life"]): [Shape, Shape] {
  const { points, half } = way;
  const index = (points.length - 1) / 2;
  const [cx, cy] = centre(way);
  const besideSign = (toward: Point): Point => {
    const [dx, dy] = unit([cx, cy], toward);
    const room = Math.hypot(toward[0] - cx, toward[1] - cy);
    const gap = Math.min(room, 12.5 + (half - 11) * Math.abs(dx));
    return [cx + dx * gap, cy + dy * gap];
  };
  const tip = points.at(-1)!;
  const [dx, dy] = unit(points.at(-2)!, tip);
  const base: Point = [tip[0] - dx * 9, tip[1] - dy * 9];
  const before = [...points.slice(0, index), besideSign(points[index - 1]!)];
  const after = [besideSign(points[index + 1]!), ...points.slice(index + 1, -1), base];
  const d = [before, after].map((part) => `M${part.map(pair).join("L")}`).join("");
  const side = (way: number): string => pair([base[0] - dy * 5 * way, base[1] + dx * 5 * way]);
  const dash = life !== "alive" ? "1.5 5" : ink === "demand" ? "5 4" : "";
  return [
    {
      tag: "path",
      attributes: {
        class: `hg-${ink}-line`,
        d,
        fill: "none",
        stroke: colors[ink],
        "stroke-width": 2,
        "stroke-dasharray": dash,
      },
    },
    {
      tag: "path",
      attributes: {
        class: `hg-${ink}`,
        d: `M${pair(tip)}L${side(1)}L${side(-1)}z`,
        fill: colors[ink],
      },
    },
  ];
}

const pair = ([x, y]: Point): string => `${at(x)} ${at(y)}`;

/** The direction from a point to another. */
export function unit([x1, y1]: Point, [x2, y2]: Point): Point {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  return [(x2 - x1) / length, (y2 - y1) / length];
}
