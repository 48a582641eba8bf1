import type { Step } from "../../run/run.ts";
import { at, colors, signHalf } from "../../paint/svg.ts";
import { columns, count } from "../../paint/words.ts";
import type { Plan } from "./plan.ts";
import type { Point, Route, Strand } from "./routes.ts";
import { bold, label, middle, type Shape } from "./shape.ts";
import { sign } from "./strand-shapes.ts";

/** What a step sends along a subscription, at some place on its way. */
export interface Token {
  readonly kind: "event" | "demand" | "word";
  readonly x: number;
  readonly y: number;
  /** Half its width. */
  readonly half: number;
  readonly words: string;
}

/** The token of a step between two stages; `done` goes from 0, as it leaves, to 1, where it comes to rest. */
export function tokenOf(plan: Plan, step: Step, done: number): Token | undefined {
  const route = plan.routes.find(({ edge }) => edge.levels === step.edge?.levels);
  if (route === undefined) return undefined;
  const [kind, words] = look(step);
  const [x, y] = placeOn(wayOf(route, kind), done);
  return { kind, x, y, words, half: signHalf(words) };
}

/** An event's own name where it comes alone and has a short one, else how many they are. */
function look({ what, n = 0, ids }: Step): readonly [Token["kind"], string] {
  if (what === "ask") return ["demand", `+${count(n)}`];
  if (what !== "events") return ["word", what === "cancel" ? "cancels" : "subscribes"];
  const name = n === 1 ? ids?.[0] : undefined;
  return ["event", name !== undefined && columns(name) <= 7 ? name : `×${count(n)}`];
}

const wayOf = (route: Route, kind: Token["kind"]): Strand =>
  kind === "event" ? route.event : route.demand;

/** From the start of a strand to a place between its sign and its arrowhead. */
function placeOn({ points }: Strand, done: number): Point {
  const lengths = points
    .slice(1)
    .map(([x, y], i) => Math.hypot(x - points[i]![0], y - points[i]![1]));
  const sum = (upTo?: number): number => lengths.slice(0, upTo).reduce((all, one) => all + one, 0);
  // Halfway between the right end of the sign and the arrowhead's base.
  let left = (done * (sum((points.length - 1) / 2) + sum() + 2)) / 2;
  const part = lengths.findIndex((length) => {
    if (left <= length) return true;
    left -= length;
    return false;
  });
  const [[x1, y1], [x2, y2]] = [points[part]!, points[part + 1]!];
  const share = left / (lengths[part] || 1);
  return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
}

/** A token as shapes: always three of them, those of another kind hidden. */
export function tokenShapes(token: Token | undefined): Shape[] {
  const { kind, x, y, half, words } = token ?? { kind: "", x: 0, y: 0, half: 11, words: "" };
  const [disc, name] = sign("event", x, y, words, half);
  const [ring] = sign("demand", x, y, words, half);
  const isEnd = words === "cancels";
  const frame = { x: at(x - half), y: at(y - 11), width: at(half * 2), height: 22, rx: 4 };
  const look = { fill: "none", stroke: isEnd ? colors.alarm : "currentColor", "stroke-width": 2 };
  const inWords: Shape = {
    tag: "rect",
    attributes: { ...frame, ...look, ...(isEnd && { class: "hg-alarm-line" }) },
  };
  return [
    { ...disc, isHidden: kind !== "event" },
    { ...ring, isHidden: kind !== "demand" },
    { ...inWords, isHidden: kind !== "word" },
    kind === "event" ? name : label(x, y + 4.5, words, { ...middle, ...bold }, { size: 13 }),
  ];
}

/** Everything but the place of a token: there nothing is drawn beneath it. */
export function besideToken(token: Token | undefined, { width, height }: Plan): string {
  const all = `M0 0H${at(width)}V${at(height)}H0z`;
  if (token === undefined) return all;
  const { x, y, half } = token;
  const [r, straight] = [13, half * 2 - 22];
  const arc = `a${r} ${r} 0 0 1`;
  return `${all}M${at(x - half + 11)} ${at(y - r)}h${at(straight)}${arc} 0 ${2 * r}h${at(-straight)}${arc} 0 ${-2 * r}z`;
}
